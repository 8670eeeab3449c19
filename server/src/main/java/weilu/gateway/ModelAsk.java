package weilu.gateway;

import java.util.List;
import weilu.id.ModelId;

/**
 * All that is asked of a model in one call.
 *
 * @param prompts makes the prompt for a model that is near or far; see {@link PromptFor}
 * @param model the model that is wanted, or null: the first that can
 * @param temperature 0 to 2, or null for the provider's own
 * @param thinking whether the model shall think before it answers (深度思考), where it can
 * @param tools what it may wish to have called
 * @param json the answer shall be one JSON object
 * @param pictures there are pictures to look at: a model that sees comes before one that does not
 */
public record ModelAsk(
        PromptFor prompts, ModelId model, Double temperature, boolean thinking, List<ToolSpec> tools, boolean json,
        boolean pictures) {
    /** The longest answer that is asked for, and so reserved and paid for; with thinking, thoughts and answer together. */
    public static final int ANSWER_TOKENS_MAX = 4_096;
    public static final int THINKING_TOKENS_MAX = 16_384;

    public ModelAsk {
        tools = List.copyOf(tools);
    }

    public ModelAsk(
            PromptFor prompts, ModelId model, Double temperature, boolean thinking, List<ToolSpec> tools, boolean json) {
        this(prompts, model, temperature, thinking, tools, json, false);
    }

    /** Just these words, of whichever model comes first. */
    public static ModelAsk of(Prompt prompt) {
        return of(PromptFor.only(prompt));
    }

    public static ModelAsk of(PromptFor prompts) {
        return new ModelAsk(prompts, null, null, false, List.of(), false);
    }

    /** The same of that model. */
    public ModelAsk of(ModelId other) {
        return new ModelAsk(prompts, other, temperature, thinking, tools, json, pictures);
    }

    /** The same with other words and tools. */
    public ModelAsk with(PromptFor other, List<ToolSpec> offered) {
        return new ModelAsk(other, model, temperature, thinking, offered, json, pictures);
    }

    public ModelAsk withPictures(boolean any) {
        return new ModelAsk(prompts, model, temperature, thinking, tools, json, any);
    }

    /** How many tokens the answer may come to. */
    public int tokensMax() {
        return thinking ? THINKING_TOKENS_MAX : ANSWER_TOKENS_MAX;
    }
}
