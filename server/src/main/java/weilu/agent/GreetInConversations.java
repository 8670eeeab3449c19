package weilu.agent;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.room.RoomAccess;
import weilu.room.RoomCreated;
import weilu.room.RoomLog;

/** Has an agent that somebody built say its greeting first in each conversation with it. */
public final class GreetInConversations implements RoomCreated {
    private final Agents agents;
    private final RoomAccess access;
    private final RoomLog log;

    public GreetInConversations(Agents agents, RoomAccess access, RoomLog log) {
        this.agents = agents;
        this.access = access;
        this.log = log;
    }

    /** The host agent greets in new rooms by itself. */
    @Override
    public void roomCreated(Tx tx, RoomId room, AccountId creator) {}

    @Override
    public void conversationBegun(Tx tx, RoomId room, AccountId agent) {
        String line = agents.find(tx, agent).map(one -> one.definition().greeting()).orElse("");
        if (!line.isEmpty()) {
            new Greeting(log).say(tx, room, access.require(tx, room, agent).member(), log.lockHead(tx, room), line);
        }
    }
}
