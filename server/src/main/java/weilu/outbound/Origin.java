package weilu.outbound;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port: what must be equal for two addresses to be one place. */
public record Origin(String scheme, String host, int port) {

    /** Reads the origin of an absolute http(s) address that {@link WebAddress} has accepted. */
    static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return new Origin(scheme, host, uri.getPort() == -1 ? standard : uri.getPort());
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
