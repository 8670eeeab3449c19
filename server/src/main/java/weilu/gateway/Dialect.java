package weilu.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** In which words a provider is told to think before it answers, or not to: the one thing the protocol has no word for. */
public enum Dialect {
    /** Nothing is said: the model does what it does. */
    PLAIN,
    /** {@code reasoning_effort}: OpenAI. Without thinking nothing is said, for models that cannot think refuse the field. */
    EFFORT,
    /** {@code reasoning_effort}, which is "none" without thinking: Ollama. */
    EFFORT_OR_NONE,
    /** {@code enable_thinking}: 千问 and 混元. */
    ENABLE,
    /** {@code thinking.type}: DeepSeek, 豆包, Kimi and GLM. */
    SWITCH,
    /** {@code chat_template_kwargs.enable_thinking}: vLLM and llama.cpp. */
    TEMPLATE;

    /** Every field that one of the dialects writes; where a provider refuses one, it is asked again without it. */
    static final Set<String> FIELDS = Set.of("reasoning_effort", "enable_thinking", "thinking", "chat_template_kwargs");

    void write(ObjectNode root, boolean thinking) {
        switch (this) {
            case PLAIN -> { }
            case EFFORT -> {
                if (thinking) {
                    root.put("reasoning_effort", "medium");
                }
            }
            case EFFORT_OR_NONE -> root.put("reasoning_effort", thinking ? "medium" : "none");
            case ENABLE -> root.put("enable_thinking", thinking);
            case SWITCH -> root.putObject("thinking").put("type", thinking ? "enabled" : "disabled");
            case TEMPLATE -> root.putObject("chat_template_kwargs").put("enable_thinking", thinking);
        }
    }

    /** Whether a model that wished for tools wants to read what it thought then. */
    boolean repeatsThinking() {
        return this == SWITCH;
    }
}
