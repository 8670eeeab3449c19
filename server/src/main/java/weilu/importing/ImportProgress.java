package weilu.importing;

import java.util.List;
import weilu.protocol.Problem;

/**
 * How far an import has come.
 *
 * @param importId identifies the run
 * @param bytesRead of {@code bytesTotal}; while the file is checked this stays 0
 * @param imported messages added by this run
 * @param repeated messages that were in the room already
 * @param broken how many lines are broken
 * @param brokenLines the first {@link #BROKEN_LISTED_MAX} of them
 * @param problem why it ended without doing its work, or null
 */
public record ImportProgress(
        String importId, State state, ImportFormat format, long bytesRead, long bytesTotal, long imported,
        long repeated, long broken, List<Broken> brokenLines, Problem problem) {
    public static final int BROKEN_LISTED_MAX = 1_000;

    public ImportProgress {
        brokenLines = List.copyOf(brokenLines);
    }

    /** A line of the file that is no message. */
    public record Broken(long line, String why) {}

    public enum State {
        /** The whole file is read once to find broken lines before anything is written. */
        CHECKING,
        IMPORTING,
        DONE,
        /** There are broken lines and skipping them was not asked for: nothing was written. */
        BROKEN,
        /** The server is stopping; a later run goes on from here. */
        CANCELLED,
        FAILED;

        public boolean isEnd() {
            return this != CHECKING && this != IMPORTING;
        }
    }

    /** For JSON: whether no more will come. */
    public boolean isDone() {
        return state.isEnd();
    }
}
