package weilu.turn;

import java.time.Instant;
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
 * @param merges whether what others ask meanwhile may be answered by it, too
 */
record Turn(
        TurnId id, RoomId room, MemberId agent, Seq trigger, MemberId asker, Seq askerRead, TriggerRule reason, int hops,
        Instant madeAt, Seq chain, int attempt, ModelId model, TurnId beside,
        boolean merges) {
    /** Stands for the number of the try. */
    private static final int CONCLUSION = -1;

    /** What a message leads to as it comes. */
    static Turn first(RoomId room, MemberId agent, Seq trigger, MemberId asker, TriggerRule reason, int hops, Instant at,
            Seq chain) {
        return new Turn(TurnId.of(agent, trigger), room, agent, trigger, asker, Seq.START, reason, hops, at, chain, 0, null,
                null, false);
    }

    /** One of several answers to the same question, or what comes of them. */
    boolean isOfRoundTable() {
        return reason == TriggerRule.ROUND_TABLE || reason == TriggerRule.CONCLUSION;
    }

    /** What an agent says because its time has come; the head of the log stands for its trigger. */
    static Turn scheduled(ScheduleStore.Due due, Seq head, Instant at) {
        int attempt = (int) -(2 + due.at().getEpochSecond() / 60);
        return new Turn(TurnId.of(due.agent(), head, attempt, null), due.room(), due.agent(), head, due.setBy(), Seq.START,
                TriggerRule.SCHEDULE, 1, at, head, attempt, null, null, false);
    }

    boolean isScheduled() {
        return reason == TriggerRule.SCHEDULE;
    }

    /** What the host says when all at a round table have answered. */
    static Turn conclusion(Turn last, MemberId host, Instant at) {
        return new Turn(TurnId.of(host, last.trigger(), CONCLUSION, null), last.room(), host, last.trigger(), last.asker(),
                last.askerRead(), TriggerRule.CONCLUSION, last.hops() + 1, at, last.chain(), CONCLUSION, null, null,
                false);
    }

    /** The same, to which others can be joined until it is begun. */
    Turn merging() {
        return new Turn(id, room, agent, trigger, asker, askerRead, reason, hops, madeAt, chain, attempt, model, beside, true);
    }

    /** The same for another of the messages it answers, when the first is gone. */
    Turn answering(Seq other, MemberId whose) {
        return new Turn(id, room, agent, other, whose, askerRead, reason, hops, madeAt, chain, attempt, model, beside, merges);
    }

    /** The chain's id on its bill: the same on any node. */
    ChainId chainId() {
        return chainId(room, chain);
    }

    static ChainId chainId(RoomId room, Seq chain) {
        return ChainId.of(room, chain);
    }

    ClientMessageId clientMessageId() {
        return new ClientMessageId(id.value());
    }
}
