package weilu.agent;

import java.util.List;
import weilu.db.Tx;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.RoomLog;

/** An agent's first line in a room: the product's or its builder's, never a model's. */
final class Greeting {
    private final RoomLog log;

    Greeting(RoomLog log) {
        this.log = log;
    }

    /** @param at names the greeting: where in the log the agent came in */
    void say(Tx tx, RoomId room, MemberId agent, Seq at, String line) {
        TurnId turn = TurnId.of(agent, at);
        ClientMessageId id = new ClientMessageId(turn.value());
        Answer answer = new Answer(turn, Answer.Kind.GREETING, Answer.Engine.EXTRACTIVE, null, null, List.of());
        MessagePosted greeting = new MessagePosted(
                agent, id, line, null, List.of(), List.of(), null, null, 1, answer, false);
        log.append(tx, room, greeting, agent, id, null);
    }
}
