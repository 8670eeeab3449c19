package weilu.account;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells this server's own pages from those of other sites. With public addresses configured, these are its origins;
 * otherwise whatever host name the request was sent to.
 */
public final class OwnOrigins {
    private static final int CHARACTERS_MAX = 300;

    private final Set<String> configured;

    /** @param publicUrls for example {@code https://weilu.example}; IllegalArgumentException when one is no origin */
    public OwnOrigins(List<String> publicUrls) {
        configured = publicUrls.stream()
                .map(url -> normal(url)
                        .orElseThrow(() -> new IllegalArgumentException("not an http(s) address: " + url)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the request's Origin header names us. HTTP/2 has no Host header, so its authority is asked for. */
    public boolean isOwn(HttpServerRequest request) {
        HostAndPort sentTo = request.authority();
        return isOwn(request.getHeader("Origin"), sentTo == null ? null : sentTo.toString());
    }

    /**
     * @param origin the Origin header; null and {@code null} are nobody's
     * @param host the host name and port the request was sent to, or null
     */
    boolean isOwn(String origin, String host) {
        Optional<String> asked = normal(origin);
        if (asked.isEmpty()) {
            return false;
        }
        if (!configured.isEmpty()) {
            return configured.contains(asked.get());
        }
        String scheme = asked.get().substring(0, asked.get().indexOf(':'));
        return host != null && normal(scheme + "://" + host).equals(asked);
    }

    /** Scheme, host and, where it is not the scheme's own, port. */
    private static Optional<String> normal(String text) {
        if (text == null || text.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(text);
            String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean bare = address.getUserInfo() == null && address.getQuery() == null && address.getFragment() == null
                    && address.getPath() != null && (address.getPath().isEmpty() || address.getPath().equals("/"));
            if (!web || !bare || address.getHost() == null) {
                return Optional.empty();
            }
            int own = scheme.equals("https") ? 443 : 80;
            String port = address.getPort() < 0 || address.getPort() == own ? "" : ":" + address.getPort();
            return Optional.of(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
