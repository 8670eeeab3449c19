package weilu.memory;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.room.Membership;
import weilu.room.RoomAccess;

/** What is remembered: seen, written, corrected and deleted by those it belongs to (ME1 to ME3). */
public final class Memories {
    public static final int ITEMS_MAX = 100;
    public static final int CHARACTERS_MAX = 500;
    /** Control characters, and what turns the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]");

    private final RoomAccess access;
    private final Clock clock;
    private final MemoryStore store = new MemoryStore();

    public Memories(RoomAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    public List<Memory> of(Tx tx, AccountId account) {
        return store.of(tx, account);
    }

    public List<Memory> of(Tx tx, Membership membership) {
        return store.of(tx, membership.room());
    }

    /** Writing the same line again keeps the one that is there. */
    public Memory add(Tx tx, AccountId account, String text) {
        return told(tx, account, text, null);
    }

    /** The same, said to an agent in this conversation. */
    public Memory told(Tx tx, AccountId account, String text, RoomId conversation) {
        String line = line(text);
        store.lock(tx, account);
        return kept(store.of(tx, account), line, () -> store.insert(tx, account, null, line, conversation, clock.instant()));
    }

    /** For admins of the room; FORBIDDEN for others. */
    public Memory add(Tx tx, RoomId room, AccountId admin, String text) {
        String line = line(text);
        access.requireLocked(tx, room, admin, Role.ADMIN);
        return kept(store.of(tx, room), line, () -> store.insert(tx, null, room, line, null, clock.instant()));
    }

    public Memory change(Tx tx, AccountId account, long id, String text) {
        return store.change(tx, account, id, line(text), clock.instant()).orElseThrow(Memories::unknown);
    }

    public Memory change(Tx tx, RoomId room, AccountId admin, long id, String text) {
        access.require(tx, room, admin, Role.ADMIN);
        return store.change(tx, room, id, line(text), clock.instant()).orElseThrow(Memories::unknown);
    }

    public void forget(Tx tx, AccountId account, long id) {
        if (!store.delete(tx, account, id)) {
            throw unknown();
        }
    }

    public void forget(Tx tx, RoomId room, AccountId admin, long id) {
        access.require(tx, room, admin, Role.ADMIN);
        if (!store.delete(tx, room, id)) {
            throw unknown();
        }
    }

    private interface Insert {
        Memory run();
    }

    private static Memory kept(List<Memory> known, String line, Insert insert) {
        return known.stream().filter(one -> one.text().equals(line)).findFirst().orElseGet(() -> {
            if (known.size() >= ITEMS_MAX) {
                throw Refusal.of(ErrorCode.CONFLICT, "there are " + ITEMS_MAX + " memories; delete some first");
            }
            return insert.run();
        });
    }

    private static String line(String text) {
        String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
        if (line.isEmpty() || line.codePointCount(0, line.length()) > CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "text", "1 to " + CHARACTERS_MAX + " characters");
        }
        if (UNSEEN.matcher(line).find()) {
            throw Refusal.field(ErrorCode.INVALID, "text", "has no control or direction-changing characters");
        }
        return line;
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "nothing of this kind is remembered here");
    }
}
