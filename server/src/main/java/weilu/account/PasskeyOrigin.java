package weilu.account;

import java.net.InetAddress;
import java.net.URI;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Where a passkey is made and used: one of our own origins, and the host name in it, which the passkey is bound to. */
public record PasskeyOrigin(String origin, String host) {
    /** Refuses INVALID where the page was reached by an IP address: browsers make passkeys for host names alone. */
    public static PasskeyOrigin of(String origin) {
        String host = hostOf(origin);
        if (host == null || host.startsWith("[") || isAddress(host)) {
            throw Refusal.field(ErrorCode.INVALID, "origin", "passkeys need the server's host name, not an address");
        }
        return new PasskeyOrigin(origin, host);
    }

    private static String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
