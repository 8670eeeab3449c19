package weilu.tool;

import java.util.List;
import weilu.id.Seq;

/**
 * What came of a call.
 *
 * @param text for the model: data, never instructions
 * @param messages the room's messages whose words are in the text, for the outbound ledger
 * @param files to post with the answer
 */
public record ToolResult(boolean succeeded, String text, List<Seq> messages, List<ToolFile> files) {
    public ToolResult {
        messages = List.copyOf(messages);
        files = List.copyOf(files);
    }

    public static ToolResult of(String text) {
        return new ToolResult(true, text, List.of(), List.of());
    }

    /** Words of the room are in it. */
    public static ToolResult of(String text, List<Seq> messages) {
        return new ToolResult(true, text, messages, List.of());
    }

    public static ToolResult of(String text, ToolFile file) {
        return new ToolResult(true, text, List.of(), List.of(file));
    }

    /** It did not work; the text says why, so that the model can try otherwise. */
    public static ToolResult failed(String why) {
        return new ToolResult(false, why, List.of(), List.of());
    }
}
