package weilu.message;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent.ReactionChanged;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Puts emoji on messages and takes them away (MS8). */
public final class React {
    public static final int KINDS_MAX = 20;

    private final RoomLog log;
    private final MessageAccess access;
    private final ReactionStore store = new ReactionStore();

    public React(RoomLog log, RoomAccess rooms) {
        this.log = log;
        this.access = new MessageAccess(rooms, log, new MessageStore());
    }

    /** The emoji stands there, or does not, from this member. Being so already, nothing changes. */
    public void set(Tx tx, RoomId room, AccountId account, Seq seq, Emoji emoji, boolean on) {
        MemberId member = access.lockToChange(tx, room, account, seq).membership().member();
        if (store.has(tx, room, seq, member, emoji) == on) {
            return;
        }
        if (on && store.countOtherKinds(tx, room, seq, emoji) >= KINDS_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "a message bears at most " + KINDS_MAX + " kinds of emoji");
        }
        Seq event = log.append(tx, room, new ReactionChanged(seq, member, emoji.text(), on));
        if (on) {
            store.insert(tx, room, seq, member, emoji, event);
        } else {
            store.delete(tx, room, seq, member, emoji);
        }
    }
}
