package weilu.turn;

import java.time.Instant;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/**
 * An agent's work from one trigger to one reply.
 *
 * @param agent the member that acts
 * @param asker the member whose message it answers; the agent reads only what they may read
 * @param askerRead how far the asker had read when they asked
 * @param hops of the reply
 */
record Turn(
        TurnId id, RoomId room, MemberId agent, Seq trigger, MemberId asker, Seq askerRead, TriggerRule reason, int hops,
        Instant madeAt) {

    ClientMessageId clientMessageId() {
        return new ClientMessageId(id.value());
    }
}
