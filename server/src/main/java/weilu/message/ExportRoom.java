package weilu.message;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomStore;

/** Gives a room's messages as a file to who may have it, and tells all members that it did (MS19, MS20). */
public final class ExportRoom {
    public static final int A_DAY_MAX = 10;
    public static final int LISTED_MAX = 20;
    static final Duration KEPT = Duration.ofHours(1);

    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final ReadMessages messages;
    private final Attachments attachments;
    private final Clock clock;
    private final ExportStore store = new ExportStore();

    public ExportRoom(
            Db db, RoomAccess access, RoomStore rooms, ReadMessages messages, Attachments attachments, Clock clock) {
        this.db = db;
        this.access = access;
        this.rooms = rooms;
        this.messages = messages;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * Somebody's wish to have the room as a file, noted before anything of it is given.
     *
     * @param upTo the end of the log then
     */
    public record Export(UUID id, MemberId by, Instant at, Seq upTo, boolean files) {}

    /**
     * What is to be written; asked for by {@link #open}, so that a refusal comes before the first byte.
     *
     * @param zone of who exports: the page tells times in it
     */
    public record Archive(RoomView room, List<MemberView> members, Export export, ZoneId zone) {}

    /** Notes the wish; again under the same id it is the first one. */
    public Export begin(RoomId room, AccountId account, UUID id, boolean files) {
        return db.inTransaction(tx -> {
            Membership membership = requireMayExport(tx, room, account);
            Instant now = clock.instant();
            Export wish = new Export(id, membership.member(), now, rooms.heads(tx, List.of(room)).get(room), files);
            boolean isNew = store.find(tx, room, id).isEmpty();
            if (isNew && store.count(tx, membership.member(), now.minus(Duration.ofDays(1))) >= A_DAY_MAX) {
                throw Refusal.of(ErrorCode.RATE_LIMITED, "a room is exported at most " + A_DAY_MAX + " times a day");
            }
            store.insert(tx, room, wish);
            return store.find(tx, room, id).filter(found -> found.by().equals(membership.member())).orElseThrow(
                    () -> Refusal.field(ErrorCode.ID_REUSED, "id", "this id was used for another export"));
        });
    }

    /** Who exported the room, newest first: everybody in it may know. */
    public List<Export> last(RoomId room, AccountId account) {
        return db.inTransaction(tx -> store.last(tx, access.require(tx, room, account).room(), LISTED_MAX));
    }

    /** The one who wished for it takes it, for an hour, as long as they may. */
    public Archive open(RoomId room, AccountId account, String id) {
        return db.inTransaction(tx -> {
            Membership membership = requireMayExport(tx, room, account);
            Export export = read(id).flatMap(known -> store.find(tx, room, known))
                    .filter(found -> found.by().equals(membership.member()))
                    .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such export of yours"));
            if (export.at().plus(KEPT).isBefore(clock.instant())) {
                throw Refusal.of(ErrorCode.GONE, "ask for the export again");
            }
            return new Archive(rooms.findRoom(tx, room).orElseThrow(), rooms.members(tx, room), export,
                    store.zone(tx, account));
        });
    }

    /** Writes it page by page as it reads, so that a long room takes no memory. */
    public void write(Archive archive, OutputStream out) throws IOException {
        RoomId room = archive.room().id();
        ExportArchive writer = new ExportArchive(archive, attachments, out,
                archive.members().stream().collect(Collectors.toMap(MemberView::id, member -> member)));
        writer.write(after -> db.inTransaction(tx -> {
            MessagePage page = messages.after(tx, room, after, ReadMessages.PAGE_MESSAGES_MAX);
            return new ExportArchive.Part(page.messages(), attachments.carried(tx, room, page.messages()), page.hasLater());
        }));
    }

    private static Optional<UUID> read(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Membership requireMayExport(Tx tx, RoomId room, AccountId account) {
        Membership membership = access.require(tx, room, account);
        boolean stays = rooms.findRoom(tx, room).orElseThrow().staysHere();
        if (!membership.isAtLeast(Role.MEMBER)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "guests do not export a room");
        }
        if (stays && !membership.isAtLeast(Role.ADMIN)) {
            throw Refusal.of(ErrorCode.STAYS_HERE, "what is said in that room stays there; its admins export it");
        }
        return membership;
    }
}
