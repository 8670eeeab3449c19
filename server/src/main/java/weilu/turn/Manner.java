package weilu.turn;

/** How readily an agent speaks in a room. */
public enum Manner {
    /** Never, whoever asks. */
    OFF,
    /** When it is named, quoted, or followed up, and at its keywords. */
    ASKED,
    /** Also when a question stays open, or the talk is about what it knows. */
    SOMETIMES,
    /** Also in talk that it only may have something to say about. */
    LIVELY;

    /** Whether it may say something that nobody asked it for. */
    boolean speaksUp() {
        return this == SOMETIMES || this == LIVELY;
    }
}
