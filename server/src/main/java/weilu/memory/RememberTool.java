package weilu.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import weilu.db.Db;
import weilu.gateway.ToolSpec;
import weilu.message.ReadMessages;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;
import weilu.tool.ToolSource;
import weilu.tool.builtin.ToolPages;

/**
 * Lets a model write down what its asker wishes to have remembered (ME6). What a file, a page or somebody else's message makes
 * it wish for waits for the asker's yes, for only words of the asker's own question are taken without.
 */
public final class RememberTool implements Tool, ToolSource {
    public static final String NAME = "remember";
    /** That something is to be kept, in so many words. */
    private static final Pattern WISH = Pattern.compile(
            "记|記|别忘|別忘|忘了|以后|以後|remember|don.?t forget|from now on|keep in mind|note that", Pattern.CASE_INSENSITIVE);
    private static final Pattern BESIDES_WORDS = Pattern.compile("[\\s\\p{P}\\p{S}\\p{Cc}\\p{Cf}]+");

    private final Db db;
    private final ReadMessages messages;
    private final Memories memories;
    private final ToolSpec spec = ToolPages.read(NAME);

    public RememberTool(Db db, ReadMessages messages, Memories memories) {
        this.db = db;
        this.messages = messages;
        this.memories = memories;
    }

    @Override
    public List<Tool> tools() {
        return List.of(this);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public Effect effect() {
        return Effect.ACTS;
    }

    /** A room's memory is its members' to see, so somebody there agrees first; who may not write it is told so at once. */
    @Override
    public boolean needsApproval(ToolContext context, JsonNode arguments) {
        return isAlone(context) ? !isAskersOwn(context, arguments.path("text").asText())
                : context.asker().isAtLeast(Role.ADMIN);
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        String text = arguments.path("text").asText();
        try {
            Memory kept = db.inTransaction(tx -> isAlone(context)
                    ? memories.told(tx, context.asker().account(), text, context.room())
                    : memories.add(tx, context.room(), context.asker().account(), text));
            return ToolResult.of("remembered: " + kept.text());
        } catch (Refusal refusal) {
            return ToolResult.failed(refusal.getMessage());
        }
    }

    private static boolean isAlone(ToolContext context) {
        return context.asker().roomKind() == RoomView.Kind.DIRECT;
    }

    /** Whether the asker said just this in the question that is answered, and that it shall be kept. */
    private boolean isAskersOwn(ToolContext context, String text) {
        String wished = words(text);
        return !wished.isEmpty() && db.inTransaction(tx -> messages.find(tx, context.room(), context.trigger()))
                .filter(view -> view.author().equals(context.asker().member()) && view.recalledBy() == null)
                .filter(view -> WISH.matcher(view.body()).find() && words(view.body()).contains(wished)).isPresent();
    }

    private static String words(String text) {
        return BESIDES_WORDS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
