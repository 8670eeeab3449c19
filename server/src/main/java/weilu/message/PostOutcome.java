package weilu.message;

import java.time.Instant;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;

/** What became of a draft. */
public sealed interface PostOutcome {
    /** Committed now. */
    record Posted(Seq seq, Instant at) implements PostOutcome {}

    /** Committed before, with the same content; this is the first result. */
    record AlreadyPosted(Seq seq, Instant at) implements PostOutcome {}

    /** Nothing was written. */
    record Refused(Problem problem) implements PostOutcome {
        static Refused of(ErrorCode code, String detail) {
            return new Refused(Problem.of(code, detail));
        }

        static Refused field(ErrorCode code, String field, String detail) {
            return new Refused(Problem.field(code, field, detail));
        }
    }
}
