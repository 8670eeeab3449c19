package weilu.app;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import weilu.account.SignedIn;
import weilu.socket.SocketEndpoint;

/** What is served beside the HTTP API: the socket and the web client. */
@Singleton
class Edge implements HttpServerOptionsCustomizer {
    private static final int FRAME_BYTES_MAX = 256 * 1024;

    private final Wiring wiring;
    private final SocketEndpoint socket;
    private final WebClient web;

    Edge(Wiring wiring) {
        this.wiring = wiring;
        this.socket = new SocketEndpoint(wiring.frames, wiring.hub, wiring.background);
        this.web = new WebClient(wiring.settings.webFolder());
    }

    void routes(@Observes Router router) {
        router.get("/socket").handler(context -> socket.accept(context, isOwnOrigin(context), this::authenticate));
        new ApiDescription().route(router);
        web.route(router);
    }

    /** Frames to many share one buffer, so they are not compressed one by one. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(FRAME_BYTES_MAX)
                .setMaxWebSocketMessageSize(FRAME_BYTES_MAX);
    }

    private Optional<SignedIn> authenticate(RoutingContext context) {
        String token = wiring.people.cookie.read(context.request());
        return wiring.db.inTransaction(tx -> wiring.signIns.authenticate(tx, token));
    }

    /** Browsers send Origin with every socket; programs that send none have no other site's cookies to abuse. */
    private boolean isOwnOrigin(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return true;
        }
        return wiring.people.origins.isOwn(context.request());
    }
}
