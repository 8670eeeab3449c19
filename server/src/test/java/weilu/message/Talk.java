package weilu.message;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import weilu.PinnedClock;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.media.BlobRowStore;
import weilu.media.BlobStore;
import weilu.media.BlobSweep;
import weilu.media.Pictures;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MessageView;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomSnapshot;
import weilu.protocol.RoomView;
import weilu.redpacket.RedPacketTable;
import weilu.room.ChangeRoom;
import weilu.room.Departures;
import weilu.room.LoggedEvent;
import weilu.room.Moderation;
import weilu.room.RecordedFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomText;
import weilu.room.RoomWakeups;

/** The room 火锅派 with its cast over a real database: everything in it is the same in every run. */
final class Talk implements AutoCloseable {
    static final RoomId ROOM = new RoomId(420185367);
    static final RoomId OTHER_ROOM = new RoomId(100000009);

    private final TestDatabase database = TestDatabase.fresh();
    private final Random random = new Random(1122);
    final PinnedClock clock = PinnedClock.ticking();
    final Db db = database.db();
    final RoomLog log = new RoomLog(clock, new RoomWakeups());
    final RoomAccess access = new RoomAccess();
    final RoomStore rooms = new RoomStore();
    final BlobStore blobs;
    final BlobRowStore blobRows = new BlobRowStore();
    final BlobSweep sweep;
    final Attachments attachments;
    final PostMessage posts;
    final ReadMessages messages = new ReadMessages();
    final EditMessage edits = new EditMessage(log, access);
    final RecallMessage recalls;
    final React reactions = new React(log, access);
    final ShowToolCall calls = new ShowToolCall(log);
    final PinMessage pins = new PinMessage(log, access);
    final ReadSnapshot snapshots = new ReadSnapshot(rooms, log, messages, new RecordedFrames());
    final Departures departures = new Departures(log, access, new RecordedFrames());
    final Moderation moderation = new Moderation(log, access, departures);
    final ChangeRoom changeRoom =
            new ChangeRoom(log, access, rooms, new RoomText(new DisplayNames(new LookAlikes("阿炉")), blobRows));
    final AccountId xiaohong = account("小红", "person");
    final AccountId xiaoming = account("小明", "person");
    final AccountId aluo = account("阿炉", "agent");
    final AccountId outsider = account("路人", "person");

    Talk(Path folder) {
        blobs = new BlobStore(folder, 0);
        sweep = new BlobSweep(db, blobs, blobRows, clock);
        attachments = new Attachments(
                db, access, blobs, blobRows, new Pictures(blobs), AttachmentLimits.USUAL, clock, random);
        posts = new PostMessage(db, log, new RoomWakeups(), attachments);
        recalls = new RecallMessage(log, access, attachments);
        open(ROOM, "火锅派", xiaohong);
        open(OTHER_ROOM, "别的派", outsider);
        join(ROOM, xiaoming, Role.MEMBER);
        join(ROOM, aluo, Role.MEMBER);
    }

    @Override
    public void close() {
        posts.close();
        database.close();
    }

    Seq say(AccountId account, String body) {
        return post(Draft.of(ROOM, account, newId(), body));
    }

    Seq sayWith(AccountId account, String body, AttachmentId... files) {
        return post(new Draft(ROOM, account, newId(), body, null, List.of(), List.of(files), 0, null));
    }

    Seq answer(String body, Answer answer) {
        return post(new Draft(ROOM, aluo, newId(), body, null, List.of(), List.of(), 1, answer));
    }

    Seq post(Draft draft) {
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> posted.seq();
            case PostOutcome.AlreadyPosted posted -> posted.seq();
            case PostOutcome.Refused refused -> throw new AssertionError(refused.problem());
        };
    }

    void edit(AccountId account, Seq seq, String body) {
        run(tx -> edits.edit(tx, ROOM, account, seq, body, List.of()));
    }

    void recall(AccountId account, Seq seq) {
        run(tx -> recalls.recall(tx, ROOM, account, seq));
    }

    void react(AccountId account, Seq seq, String emoji, boolean on) {
        run(tx -> reactions.set(tx, ROOM, account, seq, new Emoji(emoji), on));
    }

    void pin(AccountId account, Seq seq, boolean pinned) {
        run(tx -> pins.set(tx, ROOM, account, seq, pinned));
    }

    Attachment upload(AccountId account, Attachment.Kind kind, String name, byte[] bytes) {
        Attachments.Claimed claimed = new Attachments.Claimed(kind, name, "3", "0,50,100");
        return attachments.upload(ROOM, account, claimed, new ByteArrayInputStream(bytes));
    }

    RedPacketTable redPackets() {
        return new RedPacketTable(db, log, access, clock, new Random(random.nextLong()));
    }

    MessageView message(Seq seq) {
        return get(tx -> messages.find(tx, ROOM, seq)).orElseThrow();
    }

    MemberId member(AccountId account) {
        return get(tx -> access.require(tx, ROOM, account).member());
    }

    /** What the owner reads of the room. */
    RoomSnapshot snapshot() {
        return get(tx -> snapshots.read(tx, access.require(tx, ROOM, xiaohong)));
    }

    Answer.Citation quote(Seq seq) {
        MessageView message = message(seq);
        String name = get(tx -> rooms.member(tx, message.author())).displayName();
        return new Answer.Citation(seq, message.author(), name, message.at(), message.body());
    }

    List<LoggedEvent> logged() {
        return get(tx -> log.read(tx, ROOM, Seq.START, 10_000));
    }

    RoomEvent lastEvent() {
        return logged().getLast().event();
    }

    void setRole(AccountId account, Role role) {
        run(tx -> tx.handle().execute("update member set role = ? where account_id = ? and room_id = ?",
                role.name().toLowerCase(), account.value(), ROOM.value()));
    }

    AccountId account(String name, String kind) {
        return get(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values (:kind, :name, now()) returning id
                        """)
                .bind("kind", kind).bind("name", name).mapTo(AccountId.class).one());
    }

    MemberId join(RoomId room, AccountId account, Role role) {
        return get(tx -> {
            MemberId member = rooms.putMember(tx, room, account, role, clock.instant());
            log.append(tx, room, new RoomEvent.MemberJoined(rooms.member(tx, member)));
            return member;
        });
    }

    ClientMessageId newId() {
        return new ClientMessageId(UUID.nameUUIDFromBytes(
                Long.toString(random.nextLong()).getBytes(StandardCharsets.US_ASCII)));
    }

    <T> T get(Function<Tx, T> work) {
        return db.inTransaction(work);
    }

    void run(Consumer<Tx> work) {
        db.useTransaction(work);
    }

    private void open(RoomId room, String name, AccountId owner) {
        RoomView view = new RoomView(room, RoomView.Kind.GROUP, name, "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        run(tx -> rooms.insertRoom(tx, view, null, clock.instant()));
        join(room, owner, Role.OWNER);
    }
}
