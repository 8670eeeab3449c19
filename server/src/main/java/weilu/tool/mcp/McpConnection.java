package weilu.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import weilu.gateway.StopSignal;

/** A way to one server of tools. Safe for several threads. */
public sealed interface McpConnection extends AutoCloseable permits HttpConnection, ProcessConnection {
    /**
     * Asks and waits for the answer.
     *
     * @param params or null
     */
    JsonNode request(String method, JsonNode params, Duration within, StopSignal stop) throws McpFailure;

    /** Says something that has no answer. */
    void tell(String method, JsonNode params) throws McpFailure;

    /** The version that was agreed on. */
    void agreed(String version);

    boolean isOpen();

    @Override
    void close();
}
