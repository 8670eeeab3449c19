package weilu.room;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** Is told of a new room in the transaction that makes it, so that the host agent comes in with the first person. */
public interface RoomCreated {
    /**
     * Called once the creator is in; bring others in by {@link Admission#admit}. Also called for a person's direct room
     * with the host agent, where the agent is in already.
     */
    void roomCreated(Tx tx, RoomId room, AccountId creator);

    /** A person has begun a conversation with an agent that is not the host; both are in. */
    default void conversationBegun(Tx tx, RoomId room, AccountId agent) {}
}
