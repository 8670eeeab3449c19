package weilu.gateway;

/** How a call to a model ended. */
public sealed interface ModelOutcome {

    /**
     * The model finished.
     *
     * @param model who spoke, as "provider · model"
     * @param cutShort it ended at a length limit, not at its own end
     * @param streamed it came in pieces
     */
    record Completed(String text, String model, Usage usage, boolean cutShort, boolean streamed)
            implements ModelOutcome {}

    /** A person stopped it; {@code text} is what had come by then, possibly nothing. */
    record Stopped(String text, String model) implements ModelOutcome {}

    record Failed(ModelProblem problem) implements ModelOutcome {}
}
