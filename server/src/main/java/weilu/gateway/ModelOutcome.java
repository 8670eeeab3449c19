package weilu.gateway;

import java.time.Duration;
import java.util.List;

/** How a call to a model ended. */
public sealed interface ModelOutcome {

    /**
     * The model finished.
     *
     * @param thinking what it thought before it answered, possibly empty; never shown as its answer
     * @param calls the tools it wishes to have called before it goes on; {@code text} may be empty then
     * @param model who spoke, as "provider · model"
     * @param cutShort it ended at a length limit, not at its own end
     * @param streamed it came in pieces
     */
    record Completed(
            String text, String thinking, List<CallWish> calls, String model, Usage usage, boolean cutShort,
            boolean streamed) implements ModelOutcome {
        public Completed {
            calls = List.copyOf(calls);
        }
    }

    /** A person stopped it; {@code text} is what had come by then, possibly nothing. */
    record Stopped(String text, String model) implements ModelOutcome {}

    /**
     * No answer came, or not all of it.
     *
     * @param passing it may be well again in a moment
     * @param retryAfter how long the provider asks to be left alone, or null
     */
    record Failed(ModelProblem problem, boolean passing, Duration retryAfter) implements ModelOutcome {
        public Failed(ModelProblem problem) {
            this(problem, false, null);
        }
    }

    /** No model was asked; nothing left. */
    record Refused(AskRefusal why) implements ModelOutcome {}
}
