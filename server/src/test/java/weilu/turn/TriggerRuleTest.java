package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.MemberId;
import weilu.turn.TriggerSituation.Came;
import weilu.turn.TriggerSituation.Said;
import weilu.turn.TriggerSituation.Standing;

class TriggerRuleTest {
    private static final MemberId LUZI = new MemberId(1);
    private static final MemberId HONG = new MemberId(2);

    /** What a situation is made of; each test changes what it is about. */
    private static final class About {
        private MemberId author = HONG;
        private boolean byAgent;
        private int hops;
        private boolean mentions;
        private boolean quotes;
        private boolean others;
        private boolean followsUp;
        private boolean keyword;
        private boolean asks;
        private boolean roundTable;
        private boolean substantial;
        private boolean recalled;
        private boolean imported;
        private Duration age = Duration.ZERO;
        private Manner manner = Manner.ASKED;
        private boolean before;
        private boolean direct;
        private boolean archived;
        private boolean muted;
        private boolean quiet;
        private Came came = Came.NOT;
        private boolean passedOn;
        private boolean greets;
        private ChainSoFar chain = ChainSoFar.BEGINS;
        private TriggerLoad load = TriggerLoad.NONE;
    }

    @Test
    @DisplayName("[TU1] naming the agent makes a turn; talk that does not is passed over")
    void mention() {
        assertThat(decide(about -> about.mentions = true)).isEqualTo(TriggerRule.MENTIONED);
        assertThat(decide(about -> { })).isEqualTo(TriggerRule.NOT_ADDRESSED);
    }

    @Test
    @DisplayName("[TU1] quoting the agent makes a turn; in a direct room every message does")
    void quoteAndDirect() {
        assertThat(decide(about -> about.quotes = true)).isEqualTo(TriggerRule.QUOTED);
        assertThat(decide(about -> about.direct = true)).isEqualTo(TriggerRule.DIRECT_ROOM);
    }

    @Test
    @DisplayName("[TU1] its own words, recalled and imported ones, and those from before it came are passed over")
    void neverAnswered() {
        assertThat(decide(about -> {
            about.author = LUZI;
            about.direct = true;
        })).isEqualTo(TriggerRule.OWN_MESSAGE);
        assertThat(mentioned(about -> about.recalled = true)).isEqualTo(TriggerRule.RECALLED);
        assertThat(mentioned(about -> about.imported = true)).isEqualTo(TriggerRule.IMPORTED);
        assertThat(mentioned(about -> about.before = true)).isEqualTo(TriggerRule.BEFORE_IT_CAME);
        assertThat(mentioned(about -> about.archived = true)).isEqualTo(TriggerRule.ROOM_ARCHIVED);
        assertThat(mentioned(about -> about.muted = true)).isEqualTo(TriggerRule.AGENT_MUTED);
        assertThat(mentioned(about -> about.age = Duration.ofMinutes(16))).isEqualTo(TriggerRule.TOO_OLD);
        assertThat(mentioned(about -> about.age = Duration.ofMinutes(14))).isEqualTo(TriggerRule.MENTIONED);
    }

    @Test
    @DisplayName("[TU4] another agent is answered only when it hands over by name, and not after three hops")
    void otherAgents() {
        assertThat(decide(about -> {
            about.byAgent = true;
            about.quotes = true;
        })).isEqualTo(TriggerRule.OTHER_AGENT);
        assertThat(handedOver(about -> about.hops = 2)).isEqualTo(TriggerRule.HANDED_OVER);
        assertThat(handedOver(about -> about.hops = 3)).isEqualTo(TriggerRule.HOPS_LIMIT);
    }

    @Test
    @DisplayName("[TU13] ping-pong, words without news, too many hand-overs and a stop end a chain")
    void chainsEnd() {
        assertThat(handedOver(about -> about.chain = new ChainSoFar(false, true, false, 1))).isEqualTo(TriggerRule.PING_PONG);
        assertThat(handedOver(about -> about.chain = new ChainSoFar(false, false, true, 1))).isEqualTo(TriggerRule.NOTHING_NEW);
        assertThat(handedOver(about -> about.chain = new ChainSoFar(false, false, false, 6)))
                .isEqualTo(TriggerRule.CHAIN_LIMIT);
        assertThat(handedOver(about -> about.chain = new ChainSoFar(false, false, false, 5)))
                .isEqualTo(TriggerRule.HANDED_OVER);
        assertThat(mentioned(about -> about.chain = ChainSoFar.BEGINS.andStopped())).isEqualTo(TriggerRule.STOPPED_ALL);
    }

    @Test
    @DisplayName("[TU14] off is off; when asked is a mention, a follow-up or a keyword, and no talk of others")
    void manners() {
        assertThat(mentioned(about -> about.manner = Manner.OFF)).isEqualTo(TriggerRule.AGENT_OFF);
        assertThat(decide(about -> about.followsUp = true)).isEqualTo(TriggerRule.FOLLOW_UP);
        assertThat(decide(about -> about.keyword = true)).isEqualTo(TriggerRule.KEYWORD);
        assertThat(decide(about -> {
            about.keyword = true;
            about.others = true;
        })).isEqualTo(TriggerRule.OTHERS_ADDRESSED);
        assertThat(decide(about -> about.asks = true)).isEqualTo(TriggerRule.NOT_ADDRESSED);
    }

    @Test
    @DisplayName("[TU14] sometimes is also an open question, lively also other talk; both say only maybe")
    void maybes() {
        TriggerRule open = decide(about -> {
            about.manner = Manner.SOMETIMES;
            about.asks = true;
        });
        assertThat(open).isEqualTo(TriggerRule.OPEN_QUESTION);
        assertThat(open.isMaybe()).isTrue();
        assertThat(open.makesTurn()).isFalse();
        assertThat(talk(Manner.SOMETIMES)).isEqualTo(TriggerRule.NOT_ADDRESSED);
        assertThat(talk(Manner.LIVELY)).isEqualTo(TriggerRule.LIVELY_TALK);
        assertThat(decide(about -> about.manner = Manner.LIVELY)).isEqualTo(TriggerRule.NOT_ADDRESSED);
    }

    @Test
    @DisplayName("[TU10] rates hold everything back; quiet hours, slow mode and the hour's measure what nobody asked for")
    void heldBack() {
        assertThat(mentioned(about -> about.load = load(30, 0, 0, 0))).isEqualTo(TriggerRule.ROOM_RATE);
        assertThat(mentioned(about -> about.load = load(29, 10, 0, 0))).isEqualTo(TriggerRule.ASKER_RATE);
        assertThat(mentioned(about -> about.load = load(29, 9, 10, 0))).isEqualTo(TriggerRule.TOO_MANY_WAIT);
        assertThat(mentioned(about -> about.load = load(29, 9, 9, 4))).isEqualTo(TriggerRule.MENTIONED);
        assertThat(keyword(about -> about.load = load(0, 0, 0, 4))).isEqualTo(TriggerRule.HOURLY_MAX);
        assertThat(keyword(about -> about.load = load(0, 0, 0, 3))).isEqualTo(TriggerRule.KEYWORD);
        assertThat(keyword(about -> about.quiet = true)).isEqualTo(TriggerRule.QUIET_HOURS);
        assertThat(mentioned(about -> about.quiet = true)).isEqualTo(TriggerRule.MENTIONED);
        TriggerLoad slow = new TriggerLoad(0, 0, 0, 0, 4, Duration.ofSeconds(5));
        assertThat(keyword(about -> about.load = slow)).isEqualTo(TriggerRule.SLOW_MODE);
        assertThat(mentioned(about -> about.load = slow)).isEqualTo(TriggerRule.MENTIONED);
    }

    @Test
    @DisplayName("[TU10] silence costs nothing: what was done of late is only looked up for what would act")
    void silenceIsCheap() {
        About about = new About();
        assertThat(TriggerRule.decide(situation(about), () -> {
            throw new AssertionError("asked for the load");
        })).isEqualTo(TriggerRule.NOT_ADDRESSED);
    }

    @Test
    @DisplayName("[TU17] a round table is for those it names, and for no others")
    void roundTable() {
        assertThat(mentioned(about -> about.roundTable = true)).isEqualTo(TriggerRule.ROUND_TABLE);
        assertThat(decide(about -> {
            about.roundTable = true;
            about.others = true;
        })).isEqualTo(TriggerRule.OTHERS_ADDRESSED);
    }

    @Test
    @DisplayName("[TU18] who comes in is greeted where the room wants it: no agent, nobody twice a day, and not in quiet hours")
    void newcomers() {
        assertThat(arrives(about -> { })).isEqualTo(TriggerRule.JOINED);
        assertThat(arrives(about -> about.greets = false)).isEqualTo(TriggerRule.NOT_GREETED);
        assertThat(arrives(about -> about.byAgent = true)).isEqualTo(TriggerRule.NOT_GREETED);
        assertThat(arrives(about -> about.direct = true)).isEqualTo(TriggerRule.NOT_GREETED);
        assertThat(arrives(about -> about.came = Came.AGAIN)).isEqualTo(TriggerRule.GREETED_LATELY);
        assertThat(arrives(about -> about.author = LUZI)).isEqualTo(TriggerRule.OWN_MESSAGE);
        assertThat(arrives(about -> about.before = true)).isEqualTo(TriggerRule.BEFORE_IT_CAME);
        assertThat(arrives(about -> about.age = Duration.ofMinutes(16))).isEqualTo(TriggerRule.TOO_OLD);
        assertThat(arrives(about -> about.manner = Manner.OFF)).isEqualTo(TriggerRule.AGENT_OFF);
        assertThat(arrives(about -> about.quiet = true)).isEqualTo(TriggerRule.QUIET_HOURS);
        assertThat(arrives(about -> about.load = load(0, 0, 0, 4))).isEqualTo(TriggerRule.HOURLY_MAX);
    }

    @Test
    @DisplayName("[TU21] its time makes an agent speak, in quiet hours too, but not where it is off, muted or busy enough")
    void byTheClock() {
        assertThat(clock(about -> { })).isEqualTo(TriggerRule.SCHEDULE);
        assertThat(clock(about -> about.quiet = true)).isEqualTo(TriggerRule.SCHEDULE);
        assertThat(clock(about -> about.manner = Manner.OFF)).isEqualTo(TriggerRule.AGENT_OFF);
        assertThat(clock(about -> about.muted = true)).isEqualTo(TriggerRule.AGENT_MUTED);
        assertThat(clock(about -> about.archived = true)).isEqualTo(TriggerRule.ROOM_ARCHIVED);
        assertThat(clock(about -> about.load = load(30, 0, 0, 0))).isEqualTo(TriggerRule.ROOM_RATE);
    }

    private static TriggerRule clock(Consumer<About> change) {
        return decide(about -> {
            about.came = Came.CLOCK;
            change.accept(about);
        });
    }

    private static TriggerRule arrives(Consumer<About> change) {
        return decide(about -> {
            about.came = Came.NEW;
            about.greets = true;
            change.accept(about);
        });
    }

    private static TriggerLoad load(int room, int asker, int open, int unasked) {
        return new TriggerLoad(room, asker, open, unasked, 4, Duration.ZERO);
    }

    private static TriggerRule talk(Manner manner) {
        return decide(about -> {
            about.manner = manner;
            about.substantial = true;
        });
    }

    private static TriggerRule mentioned(Consumer<About> change) {
        return decide(about -> {
            about.mentions = true;
            change.accept(about);
        });
    }

    private static TriggerRule keyword(Consumer<About> change) {
        return decide(about -> {
            about.keyword = true;
            change.accept(about);
        });
    }

    private static TriggerRule handedOver(Consumer<About> change) {
        return mentioned(about -> {
            about.byAgent = true;
            about.hops = 1;
            change.accept(about);
        });
    }

    private static TriggerRule decide(Consumer<About> change) {
        About about = new About();
        change.accept(about);
        return TriggerRule.decide(situation(about), () -> about.load);
    }

    private static TriggerSituation situation(About about) {
        return new TriggerSituation(LUZI,
                new Said(about.author, about.byAgent, about.hops, about.mentions, about.quotes, about.others,
                        about.followsUp, about.keyword, about.asks, about.roundTable, about.substantial,
                        about.recalled, about.imported, about.age, about.came, about.passedOn),
                new Standing(about.manner, about.before, about.direct, about.archived, about.muted, about.quiet,
                        about.greets),
                about.chain, TriggerLoad.NONE);
    }
}
