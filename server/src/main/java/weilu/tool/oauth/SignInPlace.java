package weilu.tool.oauth;

import weilu.outbound.WebAddress;

/**
 * The server of tools to sign in at.
 *
 * @param localAllowed an admin allowed its origin although it is on a private network
 */
public record SignInPlace(WebAddress server, boolean localAllowed) {
    /** What a token is asked for: the address without what RFC 8707 leaves out. */
    String resource() {
        String address = server.uri().toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
