package weilu.gateway;

import java.util.List;
import weilu.id.ModelId;

/**
 * All that is asked of a model in one call.
 *
 * @param model the model that is wanted, or null: the first that can
 * @param temperature 0 to 2, or null for the provider's own
 * @param thinking whether the model shall think before it answers (深度思考), where it can
 * @param tools what it may wish to have called
 * @param json the answer shall be one JSON object
 */
public record ModelAsk(
        Prompt prompt, ModelId model, Double temperature, boolean thinking, List<ToolSpec> tools, boolean json) {
    public ModelAsk {
        tools = List.copyOf(tools);
    }

    /** Just these words, of whichever model comes first. */
    public static ModelAsk of(Prompt prompt) {
        return new ModelAsk(prompt, null, null, false, List.of(), false);
    }
}
