package weilu.tool;

import java.time.Instant;
import java.util.List;
import weilu.id.AttachmentId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.ToolCallId;
import weilu.id.TurnId;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;

/**
 * A call of a tool as its row has it.
 *
 * @param message the agent's message that shows it, or null while none does
 * @param approvedHash what was approved, or null
 * @param result what came of it, cut, or null
 * @param brought for the answer after it
 */
public record StoredCall(
        ToolCallId id, TurnId turn, RoomId room, MemberId agent, MemberId asker, String tool, Effect effect,
        String arguments, String hash, Approvers approvers, Status status, Seq message, MemberId decidedBy,
        Instant decidedAt, String approvedHash, String result, Instant madeAt, Instant endedAt,
        Brought brought) {

    /**
     * What an approved call brought for the answer after it.
     *
     * @param text the whole of what the model is to hear, or null
     * @param files that it made: the agent's uploads, not posted yet
     */
    public record Brought(String text, List<AttachmentId> files) {
        static final Brought NOTHING = new Brought(null, List.of());

        public Brought {
            files = List.copyOf(files);
        }
    }

    /** What the model hears of it. */
    public String told() {
        return brought.text() == null ? result : brought.text();
    }

    /** As members see it in the agent's message. */
    public ToolCall shown() {
        return new ToolCall(id, tool, arguments, hash, effect, asker, approvers, status, decidedBy, null);
    }
}
