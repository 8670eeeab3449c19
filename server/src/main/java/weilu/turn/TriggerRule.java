package weilu.turn;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * When an agent acts, and when it is silent: the first rule from the top that holds decides, and its name is the reason that
 * is shown when somebody asks why. What would act is then held against the second column. Nothing else decides; a model is
 * only asked after a rule has said maybe.
 */
public enum TriggerRule {
    OWN_MESSAGE(Act.SILENCE, about -> about.said().author().equals(about.agent())),
    RECALLED(Act.SILENCE, about -> about.said().recalled()),
    IMPORTED(Act.SILENCE, about -> about.said().imported()),
    BEFORE_IT_CAME(Act.SILENCE, about -> about.standing().cameLater()),
    TOO_OLD(Act.SILENCE, about -> about.said().age().compareTo(Limits.AGE_MAX) > 0),
    ROOM_ARCHIVED(Act.SILENCE, about -> about.standing().archived()),
    AGENT_MUTED(Act.SILENCE, about -> about.standing().muted()),
    AGENT_OFF(Act.SILENCE, about -> about.standing().manner() == Manner.OFF && !about.standing().direct()),
    NOT_GREETED(Act.SILENCE, about -> about.said().isArrival()
            && (!about.standing().greets() || about.standing().direct() || about.said().byAgent())),
    GREETED_LATELY(Act.SILENCE, about -> about.said().came() == TriggerSituation.Came.AGAIN),
    STOPPED_ALL(Act.SILENCE, about -> about.chain().stopped()),
    PING_PONG(Act.SILENCE, about -> about.chain().pingPong()),
    HOPS_LIMIT(Act.SILENCE, about -> about.said().hops() >= Limits.HOPS_MAX),
    NOTHING_NEW(Act.SILENCE, about -> about.chain().nothingNew()),
    CHAIN_LIMIT(Act.SILENCE, about -> about.chain().handovers() >= Limits.HANDOVERS_MAX),

    SCHEDULE(Act.TURN, about -> about.said().came() == TriggerSituation.Came.CLOCK),
    JOINED(Act.UNASKED, about -> about.said().isArrival()),
    PASSED_ON(Act.TURN, about -> about.said().passedOn()),
    HANDED_OVER(Act.TURN, about -> about.said().mentions() && about.said().byAgent()),
    ROUND_TABLE(Act.TURN, about -> about.said().mentions() && about.said().roundTable()),
    MENTIONED(Act.TURN, about -> about.said().mentions()),
    OTHER_AGENT(Act.SILENCE, about -> about.said().byAgent()),
    QUOTED(Act.TURN, about -> about.said().quotes()),
    DIRECT_ROOM(Act.TURN, about -> about.standing().direct()),
    OTHERS_ADDRESSED(Act.SILENCE, about -> about.said().addressesOthers()),
    FOLLOW_UP(Act.TURN, about -> about.said().followsUp()),
    KEYWORD(Act.UNASKED, about -> about.said().keyword()),
    OPEN_QUESTION(Act.MAYBE, about -> about.standing().manner().speaksUp() && about.said().asks()),
    LIVELY_TALK(Act.MAYBE, about -> about.standing().manner() == Manner.LIVELY && about.said().substantial()),
    NOT_ADDRESSED(Act.SILENCE, about -> true),

    // What would act is held back.
    ROOM_RATE(Act.HELD, about -> about.load().inRoom() >= TriggerLoad.TURNS_PER_ROOM_MINUTE_MAX),
    ASKER_RATE(Act.HELD, about -> about.load().ofAsker() >= TriggerLoad.TURNS_PER_ASKER_MINUTE_MAX),
    TOO_MANY_WAIT(Act.HELD, about -> about.load().openInRoom() >= TriggerLoad.TURNS_OPEN_PER_ROOM_MAX),
    SLOW_MODE(Act.HELD_UNASKED, about -> about.load().slowModeLeft().isPositive()),
    QUIET_HOURS(Act.HELD_UNASKED, about -> about.standing().quiet()),
    HOURLY_MAX(Act.HELD_UNASKED, about -> about.load().unasked() >= about.load().unaskedMax()),

    // What became of a maybe, and of what a person or a turn asked for.
    SPOKE_UP(Act.LATER, about -> false),
    ANSWERED_MEANWHILE(Act.LATER, about -> false),
    NO_MODEL(Act.LATER, about -> false),
    CONSENT(Act.LATER, about -> false),
    CONSULTED_ENOUGH(Act.LATER, about -> false),
    MODEL_SAID_NO(Act.LATER, about -> false),
    MODEL_FAILED(Act.LATER, about -> false),
    /** It is like nothing that the agent says of itself, so that no model was asked. */
    OTHER_SUBJECT(Act.LATER, about -> false),
    /** A quota had nothing left, so that no model was asked. */
    BUDGET(Act.LATER, about -> false),
    ASKED_AGAIN(Act.LATER, about -> false),
    /** It was asked while the agent was at work, and is answered with others. */
    MERGED(Act.LATER, about -> false),
    CONCLUSION(Act.LATER, about -> false),
    /** People have decided about calls of its own. */
    TOOL_DONE(Act.LATER, about -> false);

    /** Named limits of the rules. */
    static final class Limits {
        /** Agent replies since a person last spoke, after which no agent answers. */
        static final int HOPS_MAX = 3;
        /** Turns that agents may cause in one chain, however they branch. */
        static final int HANDOVERS_MAX = 6;
        /** A message that waited longer, for example while the server was down, is not answered any more. */
        static final Duration AGE_MAX = Duration.ofMinutes(15);
        /** What its asker says next within this time may go on with what an agent has answered. */
        static final Duration FOLLOW_UP_MAX = Duration.ofMinutes(3);

        private Limits() {}
    }

    private enum Act {
        TURN,
        /** A turn that nobody asked for in so many words. */
        UNASKED,
        /** Perhaps a turn: looked at again a little later, and a model is asked. */
        MAYBE,
        SILENCE,
        /** Silence instead of any turn. */
        HELD,
        /** Silence instead of a turn that nobody asked for. */
        HELD_UNASKED,
        /** Never decided about a message as it comes. */
        LATER
    }

    private final Act act;
    private final Predicate<TriggerSituation> holds;

    TriggerRule(Act act, Predicate<TriggerSituation> holds) {
        this.act = act;
        this.holds = holds;
    }

    /**
     * The rule that decides.
     *
     * @param load is asked for only when the agent would act
     */
    static TriggerRule decide(TriggerSituation about, Supplier<TriggerLoad> load) {
        TriggerRule wish = wish(about);
        return wish.makesTurn() || wish.isMaybe() ? wish.unlessHeldBack(about.with(load.get())) : wish;
    }

    /** What the message alone asks for, whatever was done of late. */
    static TriggerRule wish(TriggerSituation about) {
        for (TriggerRule rule : values()) {
            if (rule.holds.test(about)) {
                return rule;
            }
        }
        throw new IllegalStateException("one rule holds for everything");
    }

    private TriggerRule unlessHeldBack(TriggerSituation about) {
        for (TriggerRule rule : values()) {
            boolean applies = rule.act == Act.HELD || rule.act == Act.HELD_UNASKED && isUnasked();
            if (applies && rule.holds.test(about)) {
                return rule;
            }
        }
        return this;
    }

    boolean makesTurn() {
        return act == Act.TURN || act == Act.UNASKED;
    }

    boolean isMaybe() {
        return act == Act.MAYBE;
    }

    /** Whether nobody has asked the agent for it. */
    boolean isUnasked() {
        return act == Act.UNASKED || act == Act.MAYBE;
    }

    /** Whether it stands for silence that the log alone does not explain any more. */
    boolean isHeldBack() {
        return act == Act.HELD || act == Act.HELD_UNASKED;
    }
}
