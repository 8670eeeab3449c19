package weilu.message;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** The one way to a message that is about to be changed: the room's row is locked, so it stays as it is found. */
final class MessageAccess {
    private final RoomAccess access;
    private final RoomLog log;
    private final MessageStore store;

    MessageAccess(RoomAccess access, RoomLog log, MessageStore store) {
        this.access = access;
        this.log = log;
        this.store = store;
    }

    /** A member before a message of their room. */
    record Found(Membership membership, StoredMessage message) {}

    /** Any message, even a recalled one. */
    Found lock(Tx tx, RoomId room, AccountId account, Seq seq) {
        access.require(tx, room, account);
        log.lockHead(tx, room);
        Membership membership = access.require(tx, room, account);
        StoredMessage message = store.find(tx, room, seq)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such message in this room"));
        return new Found(membership, message);
    }

    /** A message that still has its text, before a member who may talk. */
    Found lockToChange(Tx tx, RoomId room, AccountId account, Seq seq) {
        Found found = lock(tx, room, account, seq);
        found.membership().whyNotTalk(log.now()).ifPresent(problem -> {
            throw new Refusal(problem);
        });
        if (found.message().isRecalled()) {
            throw recalled();
        }
        return found;
    }

    static Refusal recalled() {
        return Refusal.of(ErrorCode.RECALLED, "the message was taken back");
    }
}
