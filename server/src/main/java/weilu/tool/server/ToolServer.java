package weilu.tool.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import weilu.id.ToolServerId;

/**
 * A server of tools as it is kept. Its secret is not part of it.
 *
 * @param name the first part of its tools' names
 * @param address of HTTP and OpenAPI; null for a program
 * @param command of a program, part by part; empty for the others
 * @param secretHeader the header, or a program's variable, that carries the secret; null for the usual one
 * @param offered the list as it was last seen, or null
 * @param approved the list as an admin approved it, or null
 * @param leaves what of it agents may use; a tool that is not named is never
 * @param suspended something changed since the approval
 * @param problem why it could not be read the last time, or null
 */
public record ToolServer(
        ToolServerId id, Kind kind, String name, String address, List<String> command, String document, String secretHeader,
        boolean hasSecret, boolean signedIn, boolean localAllowed, boolean enabled, ToolList offered, Instant offeredAt,
        ToolList approved, String approvedHash, Map<String, Leave> leaves, Instant approvedAt, boolean suspended,
        String problem) {
    /** How a server is spoken to. */
    public enum Kind { MCP_HTTP, MCP_PROGRAM, OPENAPI }

    /** What can be done with it now. */
    public enum State {
        /** Its list was never read. */
        UNREAD,
        /** Its list was never approved. */
        UNAPPROVED,
        /** Something changed since the approval; its tools are off. */
        CHANGED,
        /** Switched off by an admin. */
        OFF,
        READY
    }

    public ToolServer {
        command = List.copyOf(command);
        leaves = Map.copyOf(leaves);
    }

    public State state() {
        if (!enabled) {
            return State.OFF;
        }
        if (approved == null) {
            return offered == null ? State.UNREAD : State.UNAPPROVED;
        }
        return suspended ? State.CHANGED : State.READY;
    }
}
