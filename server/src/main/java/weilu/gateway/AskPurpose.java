package weilu.gateway;

/** What a model is asked for. */
public enum AskPurpose {
    ANSWER(true),
    SUMMARY(true),
    /** Going on with an answer after a tool was called. */
    TOOL_STEP(true),
    /** Somebody tries an agent they are building. */
    PREVIEW(true),
    /** Which model or agent fits, or whether one shall speak. */
    ROUTING(false),
    /** What is worth remembering. */
    MEMORY(false),
    /** A title for a conversation. */
    TITLE(false);

    private final boolean turn;

    AskPurpose(boolean turn) {
        this.turn = turn;
    }

    /** Whether it counts as a turn, once for all calls of one turn. Tokens count always. */
    boolean isTurn() {
        return turn;
    }
}
