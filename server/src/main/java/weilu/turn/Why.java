package weilu.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.room.Membership;

/** Answers why each agent spoke about a message, or why it did not. */
public final class Why {
    private final TriggerStore agents = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final DecisionStore decisions = new DecisionStore();
    private final ChainStore chains = new ChainStore();
    private final TriggerFacts facts = new TriggerFacts();

    /**
     * Why there is this message, or what the agents did about it.
     *
     * @param own why an agent wrote this very message, or null when a person did
     * @param chain of the message, when agents spoke because of it
     */
    public record View(Seq message, Line own, List<Line> agents, Chain chain) {}

    /**
     * What one agent did.
     *
     * @param rule the rule that decided, by its name in lower case
     * @param numbers what it was measured by, by name
     * @param trigger the message it acted on
     * @param turn what it did then, or null when it was silent
     * @param end how that ended, or null
     */
    public record Line(
            MemberId agent, String name, Manner manner, TriggerRule rule, Map<String, Long> numbers, Seq trigger, TurnId turn,
            MemberId asker, TurnEnd end) {
        /** What it is to another message that the same turn answers. */
        Line merged() {
            return because(TriggerRule.MERGED);
        }

        Line because(TriggerRule other) {
            return new Line(agent, name, manner, other, numbers, trigger, turn, asker, end);
        }
    }

    /** All that agents said because of one message of a person, and what that took; tokens as providers counted them. */
    public record Chain(Seq began, int turns, long promptTokens, long answerTokens) {}

    public View read(Tx tx, Membership membership, Seq seq) {
        RoomId room = membership.room();
        Heard heard = agents.message(tx, room, seq)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such message in this room"));
        List<RoomAgent> present = agents.inRooms(tx, List.of(room));
        TurnId ownTurn = heard.message().answer() == null ? null : heard.message().answer().turn();
        List<TurnStore.Ended> about = turns.about(tx, room, seq, ownTurn);
        List<Decision> decided = decisions.about(tx, room, seq);
        TriggerFacts.Company company = facts.company(tx, present, List.of(heard));
        Optional<Heard> before = agents.message(tx, room, new Seq(seq.value() - 1));
        List<Line> lines = new ArrayList<>();
        for (RoomAgent agent : present) {
            List<TurnStore.Ended> own = about.stream().filter(one -> one.turn().agent().equals(agent.member()))
                    .filter(one -> !one.turn().id().equals(ownTurn)).toList();
            if (!own.isEmpty()) {
                own.forEach(one -> lines.add(one.turn().trigger().equals(seq) ? line(agent, one) : line(agent, one).merged()));
            } else if (!agent.member().equals(heard.message().author())) {
                lines.add(decided.stream().filter(one -> one.agent().equals(agent.member())).findFirst()
                        .map(one -> silence(agent, one.rule(), one.numbers(), seq))
                        .orElseGet(() -> again(tx, agent, company, heard, before)));
            }
        }
        Line own = about.stream().filter(one -> one.turn().id().equals(ownTurn)).findFirst()
                .map(one -> line(present, one)).orElse(null);
        own = own != null && isOutOfBudget(heard) ? own.because(TriggerRule.BUDGET) : own;
        Optional<Seq> chain = about.stream().map(one -> one.turn().chain()).findFirst();
        return new View(seq, own, lines, chain.map(began -> chains.bill(tx, room, began)).orElse(null));
    }

    private static boolean isOutOfBudget(Heard heard) {
        return heard.message().answer().note() == Answer.Note.QUOTA_USED_UP;
    }

    /** The same rules, asked again: what they say of such a message never changes. */
    private Line again(Tx tx, RoomAgent agent, TriggerFacts.Company company, Heard heard, Optional<Heard> before) {
        TriggerSituation about = facts.about(tx, agent, company, heard, before, heard.at()).situation();
        TriggerRule rule = TriggerRule.wish(about);
        return silence(agent, rule, TriggerFacts.numbers(rule, about), heard.seq());
    }

    private static Line silence(RoomAgent agent, TriggerRule rule, Map<String, Long> numbers, Seq seq) {
        return new Line(agent.member(), agent.name(), agent.manner().manner(), rule, numbers, seq, null, null, null);
    }

    private static Line line(List<RoomAgent> present, TurnStore.Ended ended) {
        return present.stream().filter(one -> one.member().equals(ended.turn().agent())).findFirst()
                .map(one -> line(one, ended)).orElse(null);
    }

    private static Line line(RoomAgent agent, TurnStore.Ended ended) {
        Turn turn = ended.turn();
        return new Line(agent.member(), agent.name(), agent.manner().manner(), turn.reason(),
                Map.of("hops", (long) turn.hops()), turn.trigger(), turn.id(), turn.asker(), ended.end());
    }
}
