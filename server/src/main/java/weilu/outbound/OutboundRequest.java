package weilu.outbound;

import java.util.Map;

/**
 * One request that leaves the server.
 *
 * @param localAllowed an admin has allowed this address's own origin although it is on a private network
 * @param body null for a GET; otherwise a POST of JSON
 * @param secret the value of the Authorization header, or null; it never follows a redirect to another origin
 */
public record OutboundRequest(
        Purpose purpose, WebAddress address, boolean localAllowed, Map<String, String> headers, String secret,
        byte[] body) {
    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return purpose + " " + address.origin();
    }
}
