package weilu.turn;

import java.time.Instant;
import weilu.id.Seq;
import weilu.protocol.Answer.Citation;

/**
 * The part of a log that a summary is about.
 *
 * @param after the position before its first message
 * @param upTo the position of its last
 * @param since only what was said from then on, or null
 * @param until only what was said before then, or null
 */
record Stretch(Seq after, Seq upTo, Instant since, Instant until) {

    static Stretch between(Seq after, Seq upTo) {
        return new Stretch(after, upTo, null, null);
    }

    boolean holds(Instant said) {
        return (since == null || !said.isBefore(since)) && (until == null || said.isBefore(until));
    }

    boolean holds(Citation citation) {
        return holds(citation.at());
    }
}
