package weilu.engine;

import java.time.Instant;

/**
 * How the model file fares on the node that answers.
 *
 * @param percent of it that is loaded, while it loads
 * @param trouble what went wrong last, or null
 * @param until when it is tried again, or null
 */
public record EngineState(Phase phase, Integer percent, Trouble trouble, Instant until) {
    public enum Phase {
        /** No file is named. */
        NONE,
        /** It is loaded when somebody asks. */
        RESTING,
        LOADING,
        READY,
        FAILED
    }

    /** What may be wrong. */
    public enum Kind { LIBRARY_MISSING, FILE_UNUSABLE, TOO_LITTLE_MEMORY, MEMORY_EXCEEDED, ENDED }

    /** @param detail one English sentence for an admin */
    public record Trouble(Kind kind, String detail) {}
}
