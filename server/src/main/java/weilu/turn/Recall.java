package weilu.turn;

import java.util.List;
import java.util.Map;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.ToolCallId;
import weilu.memory.Memories;
import weilu.memory.Memory;
import weilu.memory.RememberTool;
import weilu.protocol.Answer;
import weilu.protocol.Json;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.ToolCall;

/** What an agent remembers for a turn, and what it is asked to remember (ME1 to ME4). */
final class Recall {
    private final Db db;
    private final Memories memories;

    /**
     * What goes along with a question.
     *
     * @param mine of the asker; only in their own conversations and whispers, and where they say so
     * @param room of the room that is read
     */
    record Remembered(List<Memory> mine, List<Memory> room) {
        boolean isEmpty() {
            return mine.isEmpty() && room.isEmpty();
        }
    }

    Recall(Db db, Memories memories) {
        this.db = db;
        this.memories = memories;
    }

    /** Nothing of a person but in private, or when that person asks for it in so many words. */
    Remembered of(Tx tx, TurnContext context) {
        return new Remembered(mayUseMine(context) ? memories.of(tx, context.asker().account()) : List.of(),
                context.isConversation() ? List.of() : memories.of(tx, context.membership()));
    }

    /** Whether the answer stands in a room although something private went into it. */
    boolean showsMine(TurnContext context, Remembered remembered) {
        return !isPrivate(context) && !remembered.mine().isEmpty();
    }

    /** Writes it down where it belongs, says so, and shows the line as a call, so that it can be taken back there. */
    Reply remember(TurnContext context, String what) {
        try {
            if (isPrivate(context)) {
                RoomId conversation = context.turn().room();
                Memory kept = db.inTransaction(tx -> memories.told(tx, context.asker().account(), what, conversation));
                return kept(context, context.words().remembered(kept.text()), kept);
            }
            if (!context.membership().isAtLeast(Role.ADMIN)) {
                return said(context, context.words().adminsRemember());
            }
            Memory kept = db.inTransaction(tx -> memories.add(tx, context.roomId(), context.asker().account(), what));
            return kept(context, context.words().rememberedHere(kept.text()), kept);
        } catch (Refusal refusal) {
            return said(context, context.words().notRemembered());
        }
    }

    private static Reply kept(TurnContext context, String line, Memory kept) {
        String arguments = Json.write(Map.of("text", kept.text()));
        ToolCall call = new ToolCall(ToolCallId.of(context.turn().id(), 0, 0), RememberTool.NAME, arguments, "",
                ToolCall.Effect.ACTS, context.asker().member(), null, ToolCall.Status.SUCCEEDED, null, null);
        return said(context, line).with(List.of(call), List.of());
    }

    private static Reply said(TurnContext context, String line) {
        return Reply.extract(context.turn().id(), Answer.Kind.CHAT, line, List.of());
    }

    private static boolean isPrivate(TurnContext context) {
        return context.isConversation() || context.isWhisper();
    }

    /** An agent that passes a question on says nothing in its asker's place. */
    private static boolean mayUseMine(TurnContext context) {
        return isPrivate(context)
                || context.trigger().author().equals(context.asker().member())
                        && ReadIntent.usesMemory(context.trigger().body());
    }
}
