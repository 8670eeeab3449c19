package weilu.tool;

import java.util.Optional;
import weilu.db.Tx;
import weilu.gateway.StopSignal;

/** The turns that calls belong to; implemented by those who run turns. */
public interface CallTurns {
    /** For whom and when an approved call runs now; empty when the asker or the agent may not be here any more. */
    Optional<ToolContext> context(Tx tx, StoredCall call, StopSignal stop);

    /** Every call of a message that was approved has come to an end: the agent may say what came of it. */
    void over(Tx tx, StoredCall last);
}
