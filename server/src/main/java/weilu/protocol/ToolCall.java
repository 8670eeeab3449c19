package weilu.protocol;

import java.time.Instant;
import weilu.id.MemberId;
import weilu.id.ToolCallId;

/**
 * 工具调用: a tool that an agent called, or wants to call and waits for a person's yes.
 *
 * @param arguments the exact arguments, a JSON object; an approval is for these and no others
 * @param hash SHA-256 in hex of tool and arguments: what an approval names
 * @param asker whose wish it serves
 * @param approvers who may say yes or no; null when none is needed
 * @param by who approved or rejected it, or null
 * @param at when it became what {@code status} says; null until it changed for the first time
 */
public record ToolCall(
        ToolCallId id, String tool, String arguments, String hash, Effect effect, MemberId asker, Approvers approvers,
        Status status, MemberId by, Instant at) {

    /** What a call does. */
    public enum Effect {
        /** Nothing but compute. */
        PURE,
        /** Reads what the asker may read in this room. */
        READS_ROOM,
        /** Asks a machine outside for something. */
        REACHES_OUT,
        /** Changes something outside the answer. */
        ACTS
    }

    /** Who may approve a call. In a direct room it is the asker. */
    public enum Approvers { ASKER, ADMINS, ASKER_OR_ADMINS }

    /**
     * PENDING until a person decides; EXPIRED when nobody did in time, or it was void; UNKNOWN when the server died while it
     * ran, so that it may have happened or not: it is never run a second time; STOPPED when a person ended it while it ran, so
     * that part of it may have happened.
     */
    public enum Status { PENDING, APPROVED, REJECTED, FAILED, SUCCEEDED, EXPIRED, UNKNOWN, STOPPED }

    public ToolCall becoming(Status now, MemberId decidedBy, Instant when) {
        return new ToolCall(id, tool, arguments, hash, effect, asker, approvers, now, decidedBy, when);
    }
}
