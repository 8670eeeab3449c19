package weilu.turn;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * When an agent acts, and when it is silent: the first rule from the top that holds decides, and its name is the reason
 * shown in logs and metrics. Nothing else decides, and no model is asked.
 */
enum TriggerRule {
    OWN_MESSAGE(Act.SILENCE, about -> about.author().equals(about.agent())),
    RECALLED(Act.SILENCE, TriggerSituation::recalled),
    IMPORTED(Act.SILENCE, TriggerSituation::imported),
    BEFORE_IT_CAME(Act.SILENCE, TriggerSituation::beforeAgentCame),
    TOO_OLD(Act.SILENCE, about -> about.age().compareTo(Limits.AGE_MAX) > 0),
    ROOM_ARCHIVED(Act.SILENCE, TriggerSituation::archived),
    AGENT_MUTED(Act.SILENCE, TriggerSituation::agentMuted),
    HOPS_LIMIT(Act.SILENCE, about -> about.hops() >= Limits.HOPS_MAX),

    MENTIONED(Act.TURN, TriggerSituation::mentionsAgent),
    OTHER_AGENT(Act.SILENCE, TriggerSituation::authorIsAgent),
    QUOTED(Act.TURN, TriggerSituation::quotesAgent),
    DIRECT_ROOM(Act.TURN, TriggerSituation::direct),

    NOT_ADDRESSED(Act.SILENCE, about -> true);

    /** Named limits of the rules. */
    static final class Limits {
        /** Agent replies since a person last spoke, after which no agent answers. */
        static final int HOPS_MAX = 3;
        /** A message that waited longer, for example while the server was down, is not answered any more. */
        static final Duration AGE_MAX = Duration.ofMinutes(15);

        private Limits() {}
    }

    private enum Act { TURN, SILENCE }

    private final Act act;
    private final Predicate<TriggerSituation> holds;

    TriggerRule(Act act, Predicate<TriggerSituation> holds) {
        this.act = act;
        this.holds = holds;
    }

    /** The rule that decides; the last one always holds. */
    static TriggerRule decide(TriggerSituation about) {
        for (TriggerRule rule : values()) {
            if (rule.holds.test(about)) {
                return rule;
            }
        }
        throw new IllegalStateException("the last rule holds for everything");
    }

    boolean makesTurn() {
        return act == Act.TURN;
    }
}
