package weilu.outbound;

import java.util.Map;

/**
 * One request that leaves the server.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param localAllowed an admin has allowed this address's own origin although it is on a private network
 * @param localOnly it goes nowhere else than to this machine or its private network, whatever the name leads to by then
 * @param secret or null; it never follows a redirect to another origin
 * @param content or null
 */
public record OutboundRequest(
        Purpose purpose, String method, WebAddress address, boolean localAllowed, boolean localOnly,
        Map<String, String> headers, Secret secret, Content content) {
    private static final String JSON = "application/json";

    /** A header whose value nobody else may learn. */
    public record Secret(String header, String value) {
        @Override
        public String toString() {
            return header;
        }
    }

    /** What is sent along, and what sort of thing it is. */
    public record Content(String mediaType, byte[] bytes) {}

    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    /** Wherever its purpose may go. */
    public OutboundRequest(
            Purpose purpose, String method, WebAddress address, boolean localAllowed, Map<String, String> headers,
            Secret secret, Content content) {
        this(purpose, method, address, localAllowed, false, headers, secret, content);
    }

    /**
     * A GET, or a POST of JSON.
     *
     * @param authorization the value of the Authorization header, or null
     * @param json null for a GET
     */
    public OutboundRequest(
            Purpose purpose, WebAddress address, boolean localAllowed, Map<String, String> headers, String authorization,
            byte[] json) {
        this(purpose, json == null ? "GET" : "POST", address, localAllowed, headers,
                authorization == null ? null : new Secret("Authorization", authorization),
                json == null ? null : new Content(JSON, json));
    }

    /** The same, to nowhere but this machine or its private network (OB7). */
    public OutboundRequest stayingHome() {
        return new OutboundRequest(purpose, method, address, true, true, headers, secret, content);
    }

    @Override
    public String toString() {
        return purpose + " " + address.origin();
    }
}
