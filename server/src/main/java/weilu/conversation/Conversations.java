package weilu.conversation;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.RoomView;
import weilu.room.KeepDirect;
import weilu.room.Membership;

/** What a person chose for their conversations with agents (CV2). */
public final class Conversations {
    private final KeepDirect directs;
    private final ConversationStore store = new ConversationStore();

    public Conversations(KeepDirect directs) {
        this.directs = directs;
    }

    /** CONFLICT unless it is a conversation of this account with an agent. */
    public Choice read(Tx tx, RoomId room, AccountId account) {
        return choice(tx, directs.require(tx, room, account).room());
    }

    public Choice choose(Tx tx, RoomId room, AccountId account, Choice choice) {
        store.save(tx, directs.require(tx, room, account).room(), choice);
        return choice;
    }

    public RoomView rename(Tx tx, RoomId room, AccountId account, String title) {
        return directs.rename(tx, room, account, title);
    }

    public RoomView archive(Tx tx, RoomId room, AccountId account, boolean archived) {
        return directs.archive(tx, room, account, archived);
    }

    /** Gives a conversation that has no title this one (CV3). */
    public void title(Tx tx, Membership membership, String found) {
        directs.title(tx, membership, found);
    }

    /** What holds for a room: automatic where nothing was chosen. */
    public Choice choice(Tx tx, RoomId room) {
        return store.choice(tx, room).orElse(Choice.AUTOMATIC);
    }
}
