package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.MemberId;

class TriggerRuleTest {
    private static final MemberId LUZI = new MemberId(1);
    private static final MemberId HONG = new MemberId(2);

    /** What a situation is made of; each test changes what it is about. */
    private static final class About {
        private MemberId author = HONG;
        private boolean authorIsAgent;
        private int hops;
        private boolean mentions;
        private boolean quotes;
        private boolean direct;
        private boolean recalled;
        private boolean imported;
        private boolean before;
        private boolean archived;
        private boolean muted;
        private Duration age = Duration.ZERO;
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
    @DisplayName("[TU4] another agent is answered only when it names this one, and not after three hops")
    void otherAgents() {
        assertThat(decide(about -> {
            about.authorIsAgent = true;
            about.quotes = true;
        })).isEqualTo(TriggerRule.OTHER_AGENT);
        assertThat(mentioned(about -> {
            about.authorIsAgent = true;
            about.hops = 2;
        })).isEqualTo(TriggerRule.MENTIONED);
        assertThat(mentioned(about -> {
            about.authorIsAgent = true;
            about.hops = 3;
        })).isEqualTo(TriggerRule.HOPS_LIMIT);
    }

    private interface Change {
        void apply(About about);
    }

    private static TriggerRule mentioned(Change change) {
        return decide(about -> {
            about.mentions = true;
            change.apply(about);
        });
    }

    private static TriggerRule decide(Change change) {
        About about = new About();
        change.apply(about);
        return TriggerRule.decide(new TriggerSituation(LUZI, about.author, about.authorIsAgent, about.hops,
                about.mentions, about.quotes, about.direct, about.recalled, about.imported, about.before,
                about.archived, about.muted, about.age));
    }
}
