package weilu.app;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the built web client: hashed files for ever, the page itself fresh, and every other path as the page (AP5). */
final class WebClient {
    private static final String POLICY = String.join("; ",
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
            "font-src 'self'", "media-src 'self' blob:", "connect-src 'self'", "manifest-src 'self'",
            "worker-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
            "require-trusted-types-for 'script'", "trusted-types weilu");
    /** The HTTP API answers whatever reaches it, if only by 404, so nothing after it would be served. */
    private static final int BEFORE_API = -500;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Path folder;

    WebClient(Path folder) {
        this.folder = folder;
    }

    void route(Router router) {
        router.route().order(-1_000).handler(WebClient::secure);
        StaticHandler files = StaticHandler.create(FileSystemAccess.ROOT, folder.toString())
                .setCachingEnabled(false).setIndexPage("index.html").setIncludeHidden(false);
        router.get().order(BEFORE_API).handler(context -> {
            String path = context.normalizedPath();
            if (isServers(path)) {
                context.next();
            } else if (isPage(path)) {
                context.reroute("/index.html");
            } else {
                context.response().putHeader(
                        HttpHeaders.CACHE_CONTROL, path.startsWith("/assets/") ? FOR_EVER : "no-cache");
                files.handle(context);
            }
        });
    }

    private static boolean isServers(String path) {
        return path.startsWith("/api/") || path.startsWith("/health") || path.startsWith("/openapi")
                || path.startsWith("/metrics") || path.equals("/socket");
    }

    /** A path of the client's own routes, such as /r/123456789: no file. */
    private boolean isPage(String path) {
        return !path.startsWith("/assets/") && !path.equals("/index.html") && !path.substring(1).contains(".")
                && Files.isRegularFile(folder.resolve("index.html"));
    }

    private static void secure(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "same-origin");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
        if (!context.request().path().startsWith("/api/")) {
            response.putHeader("Content-Security-Policy", POLICY);
        }
        context.next();
    }
}
