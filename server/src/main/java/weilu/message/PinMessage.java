package weilu.message;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent.PinChanged;
import weilu.room.Power;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Pins messages where everybody finds them, and unpins them (MS9). */
public final class PinMessage {
    public static final int PINS_MAX = 50;

    private final RoomLog log;
    private final MessageStore store = new MessageStore();
    private final MessageAccess access;

    public PinMessage(RoomLog log, RoomAccess rooms) {
        this.log = log;
        this.access = new MessageAccess(rooms, log, store);
    }

    /** The message is pinned, or is not. Being so already, nothing changes. */
    public void set(Tx tx, RoomId room, AccountId account, Seq seq, boolean pinned) {
        MessageAccess.Found found = access.lockToChange(tx, room, account, seq);
        Power.PIN.require(found.membership().role());
        if (found.message().pinned() == pinned) {
            return;
        }
        if (pinned && store.countPins(tx, room) >= PINS_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "a room has at most " + PINS_MAX + " pins");
        }
        Seq event = log.append(tx, room, new PinChanged(seq, found.membership().member(), pinned));
        store.notePin(tx, room, seq, pinned, event);
    }
}
