package weilu.tool;

import java.time.Instant;
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
 */
public record StoredCall(
        ToolCallId id, TurnId turn, RoomId room, MemberId agent, MemberId asker, String tool, Effect effect,
        String arguments, String hash, Approvers approvers, Status status, Seq message, MemberId decidedBy,
        Instant decidedAt, String approvedHash, String result, Instant madeAt, Instant endedAt) {

    /** As members see it in the agent's message. */
    public ToolCall shown() {
        return new ToolCall(id, tool, arguments, hash, effect, asker, approvers, status, decidedBy, null);
    }
}
