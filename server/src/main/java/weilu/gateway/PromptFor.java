package weilu.gateway;

import java.util.Optional;

/**
 * Makes the prompt for a model that is so far away. What may be in it differs: an author may have allowed local models only.
 * The gateway asks for it before each call, a fallback too, and sends nothing whose own {@link Prompt#reach} does not cover the
 * model, so a prompt made for a local model cannot fall back to a distant one.
 */
@FunctionalInterface
public interface PromptFor {
    /** Empty when nothing may go there. */
    Optional<Prompt> reach(Reach model);

    /** This one prompt, to as far as it may go. */
    static PromptFor only(Prompt prompt) {
        return model -> prompt.reach().covers(model) ? Optional.of(prompt) : Optional.empty();
    }
}
