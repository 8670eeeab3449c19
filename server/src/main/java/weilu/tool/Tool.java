package weilu.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import weilu.gateway.ToolSpec;
import weilu.protocol.ToolCall.Effect;

/** 工具: one thing an agent may do. What it is told and what it returns is data; it decides nothing about approval of others. */
public interface Tool {
    /** How it is described to a model. The name is unique on this server; a foreign one is {@code server__tool}. */
    ToolSpec spec();

    Effect effect();

    /**
     * What is wrong with this very call, beyond what its schema says, in words for the model; empty when nothing is. Asked before
     * a person is (TL13), and again before it runs. Changes nothing and asks nobody outside.
     */
    default Optional<String> check(ToolContext context, JsonNode arguments) {
        return Optional.empty();
    }

    /** Does it. The arguments fit the schema. Blocks; a fault that is not the caller's is an exception. */
    ToolResult run(ToolContext context, JsonNode arguments);

    /**
     * Whether a person has to agree to this very call first. What acts or reaches out does, unless the tool itself shows
     * that a person has asked for exactly this.
     */
    default boolean needsApproval(ToolContext context, JsonNode arguments) {
        return effect() == Effect.ACTS || effect() == Effect.REACHES_OUT;
    }

    default String name() {
        return spec().name();
    }
}
