package weilu.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weilu.db.Tx;
import weilu.gateway.Reach;
import weilu.id.MemberId;
import weilu.id.TurnId;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;
import weilu.room.RoomAccess;

/**
 * What people ask of an agent while it has not begun to answer, or is still at it, is answered by its next turn together
 * (TU20). Only plain questions are: what is done or read for one person alone has a turn of its own.
 */
final class AskedTogether {
    static final int ASKS_MAX = 20;
    /** A slow answer keeps nobody waiting longer than this. */
    static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final TurnStore turns = new TurnStore();
    private final TriggerStore agents = new TriggerStore();

    /** Where an ask belongs. */
    sealed interface Place {
        /** It is answered by a turn that is there, and needs none of its own. */
        record Joined() implements Place {}

        /** Its own turn begins when this one is over. */
        record Behind(TurnId running) implements Place {}

        /** Its own turn begins now. */
        record Free() implements Place {}
    }

    /** Another question that a turn answers. */
    record Also(MessageView message, Asker from, String question) {}

    /** What a turn answers by now; the first is its trigger. */
    record Asks(Turn turn, List<Also> also) {}

    /** Whether others can be answered with it: a question for all to see that says nothing of the asker's own. */
    boolean mayMerge(RoomAgent agent, Heard heard, TriggerRule rule) {
        boolean isAsked = rule == TriggerRule.MENTIONED || rule == TriggerRule.QUOTED || rule == TriggerRule.FOLLOW_UP;
        String body = heard.message().body();
        return isAsked && !agent.isDirect() && heard.message().about() == null && heard.message().attachments().isEmpty()
                && !ReadIntent.usesMemory(body)
                && ReadIntent.isQuestion(body, heard.message().quote(), agent.name());
    }

    /** Joins the ask to a turn that waits, if it may be, or says what its own turn has to wait for. */
    Place place(Tx tx, RoomAgent agent, Heard heard) {
        List<TurnStore.Open> open = turns.open(tx, agent.room(), agent.member());
        if (open.isEmpty()) {
            return new Place.Free();
        }
        if (turns.isAnswered(tx, agent.room(), agent.member(), heard.seq())) {
            return new Place.Joined();
        }
        MemberId author = heard.message().author();
        for (TurnStore.Open one : open) {
            if (one.waits() && mayShare(tx, agent, one.asker(), author) && turns.lockWaiting(tx, one.id())
                    && turns.also(tx, one.id()).size() < ASKS_MAX - 1) {
                turns.join(tx, one.id(), agent.room(), heard.seq(), author);
                return new Place.Joined();
            }
        }
        TurnId running = open.getFirst().id();
        return turns.lockOpen(tx, running) ? new Place.Behind(running) : new Place.Free();
    }

    void hold(Tx tx, Turn turn, TurnId behind, Instant now) {
        turns.hold(tx, turn.id(), now.plus(WAIT_MAX), behind);
    }

    /** Words of people whose consent differs are never put into one prompt. */
    private static boolean mayShare(Tx tx, RoomAgent agent, MemberId one, MemberId other) {
        if (one.equals(other)) {
            return true;
        }
        Consent consent = Consent.read(tx, agent.room());
        return consent.letsAsk(one, Reach.ANYWHERE) == consent.letsAsk(other, Reach.ANYWHERE)
                && consent.letsAsk(one, Reach.LOCAL) == consent.letsAsk(other, Reach.LOCAL);
    }

    /** What of it is still there, by people who still are; when the trigger is not, the next ask takes its place. */
    Asks read(Tx tx, Turn turn, String agentName, ReadMessages messages, RoomAccess access) {
        List<TurnStore.Also> others = turn.merges() || turn.attempt() > 0 ? turns.also(tx, turn.id()) : List.of();
        if (others.isEmpty()) {
            return new Asks(turn, List.of());
        }
        List<Also> kept = new ArrayList<>();
        List<TurnStore.Also> all = new ArrayList<>(List.of(new TurnStore.Also(turn.trigger(), turn.asker())));
        all.addAll(others);
        for (TurnStore.Also one : all) {
            Optional<Asker> from = agents.asker(tx, one.whose())
                    .filter(asker -> access.find(tx, turn.room(), asker.account()).isPresent());
            messages.find(tx, turn.room(), one.seq()).filter(view -> view.recalledBy() == null && from.isPresent())
                    .ifPresent(view -> kept.add(new Also(view, from.get(), ReadIntent.plain(view.body(), agentName))));
        }
        if (kept.isEmpty()) {
            return new Asks(turn, List.of());
        }
        // Who asks again about several answers asks for themselves.
        MessageView first = kept.getFirst().message();
        MemberId asker = first.seq().equals(turn.trigger()) ? turn.asker() : kept.getFirst().from().member();
        return new Asks(turn.answering(first.seq(), asker), kept.subList(1, kept.size()));
    }
}
