package weilu.turn;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import weilu.id.ChainId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.ModelId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/**
 * An agent's work from one trigger to one reply.
 *
 * @param agent the member that acts
 * @param asker the person it is done for, even when another agent has handed over; the agent reads only what they may read
 * @param askerRead how far the asker had read when they asked
 * @param hops of the reply
 * @param chain the person's message that all of it goes back to
 * @param attempt 0, or the how manieth time the agent is asked about this message again
 * @param model the model that is wanted, or null
 * @param beside the turn whose answer this one stands beside, or null
 * @param merged messages before the trigger that are answered with it
 */
record Turn(
        TurnId id, RoomId room, MemberId agent, Seq trigger, MemberId asker, Seq askerRead, TriggerRule reason, int hops,
        Instant madeAt, Seq chain, int attempt, ModelId model, TurnId beside, List<Seq> merged) {
    Turn {
        merged = List.copyOf(merged);
    }

    /** What a message leads to as it comes. */
    static Turn first(RoomId room, MemberId agent, Seq trigger, MemberId asker, TriggerRule reason, int hops, Instant at,
            Seq chain, List<Seq> merged) {
        return new Turn(TurnId.of(agent, trigger), room, agent, trigger, asker, Seq.START, reason, hops, at, chain, 0, null,
                null, merged);
    }

    /** The chain's id on its bill: the same on any node. */
    ChainId chainId() {
        return chainId(room, chain);
    }

    static ChainId chainId(RoomId room, Seq chain) {
        String name = "chain " + room + " " + chain;
        return new ChainId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    ClientMessageId clientMessageId() {
        return new ClientMessageId(id.value());
    }
}
