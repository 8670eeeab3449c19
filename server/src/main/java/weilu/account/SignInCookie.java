package weilu.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

/**
 * The cookie that carries the sign-in token. Over https its name's prefix makes browsers refuse one set by anything but
 * this very host; over plain http, for localhost and the home network, such a cookie cannot be.
 */
public final class SignInCookie {
    static final String NAME_OVER_HTTPS = "__Host-weilu";
    static final String NAME_OVER_HTTP = "weilu";

    private final ClientPlaces places;
    private final boolean alwaysHttps;

    /** @param alwaysHttps whether the server's public address says https, whatever its proxy says */
    public SignInCookie(ClientPlaces places, boolean alwaysHttps) {
        this.places = places;
        this.alwaysHttps = alwaysHttps;
    }

    /** The token the request came with, or null. */
    public String read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(isSecure(request) ? NAME_OVER_HTTPS : NAME_OVER_HTTP);
        return cookie == null ? null : cookie.getValue();
    }

    void write(HttpServerRequest request, Secret token) {
        request.response().addCookie(made(request, token.text(), SignIns.IDLE_MAX.toSeconds()));
    }

    void clear(HttpServerRequest request) {
        request.response().addCookie(made(request, "", 0));
    }

    private Cookie made(HttpServerRequest request, String value, long seconds) {
        boolean secure = isSecure(request);
        return Cookie.cookie(secure ? NAME_OVER_HTTPS : NAME_OVER_HTTP, value)
                .setPath("/").setHttpOnly(true).setSecure(secure).setSameSite(CookieSameSite.LAX).setMaxAge(seconds);
    }

    boolean isSecure(HttpServerRequest request) {
        if (alwaysHttps || request.isSSL()) {
            return true;
        }
        return places.isTrusted(request.connection().remoteAddress().hostAddress())
                && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
