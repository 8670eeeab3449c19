package weilu.app;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;
import weilu.account.SignedIn;
import weilu.socket.SocketEndpoint;

/** What is served beside the HTTP API: the socket and the web client. */
@Singleton
class Edge implements HttpServerOptionsCustomizer {
    static final String SOCKET = "/socket";
    private static final int FRAME_BYTES_MAX = 256 * 1024;

    private final Provider<Wiring> parts;

    /** Asks for the parts late: the framework wants the options first, while they still come up. */
    Edge(Provider<Wiring> parts) {
        this.parts = parts;
    }

    void routes(@Observes Router router) {
        Wiring wiring = parts.get();
        SocketEndpoint socket = new SocketEndpoint(wiring.frames, wiring.hub, wiring.background, wiring.queues.handshakes);
        router.get(SOCKET).handler(context -> socket.accept(context, isOwnOrigin(context), this::authenticate));
        new ApiDescription().route(router);
        new WebClient(wiring.settings.webFolder()).route(router);
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
        Wiring wiring = parts.get();
        return Optional.ofNullable(wiring.people.cookie.read(context.request())).flatMap(wiring.handshakes::get);
    }

    /** Browsers send Origin with every socket; programs that send none have no other site's cookies to abuse. */
    private boolean isOwnOrigin(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return true;
        }
        return parts.get().people.origins.isOwn(context.request());
    }
}
