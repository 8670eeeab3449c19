package weilu.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import weilu.account.SignedIn;
import weilu.db.DatabaseUnavailable;
import weilu.db.Places;

/** Where a socket comes in: the only class that knows the framework's side of it. */
public final class SocketEndpoint {
    /** Above this a connection counts as full until it is below the other again; bytes. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    private static final long HELLO_MILLIS_MAX = 10_000;
    /** Clients ping every 25 s; one that was not heard for this long is gone. */
    private static final long SILENCE_MILLIS_MAX = 75_000;

    private final SocketFrames frames;
    private final RoomHub hub;
    private final Executor background;
    private final Places handshakes;

    /** @param handshakes for those that wait for the database */
    public SocketEndpoint(SocketFrames frames, RoomHub hub, Executor background, Places handshakes) {
        this.handshakes = handshakes;
        this.frames = frames;
        this.hub = hub;
        this.background = background;
    }

    /**
     * Upgrades the request when it comes from our own pages and is signed in; otherwise answers 403 or 401, or 503
     * while the database is away.
     *
     * @param isOwnOrigin whether the request's Origin is one of ours (SK7)
     * @param authenticate finds who the request's cookie belongs to; may wait for the database
     */
    public void accept(RoutingContext context, boolean isOwnOrigin, Function<RoutingContext, Optional<SignedIn>> authenticate) {
        if (!isOwnOrigin) {
            context.response().setStatusCode(403).end();
            return;
        }
        HttpServerRequest request = context.request().pause();
        if (!handshakes.take()) {
            refuse(context, request, 503);
            return;
        }
        background.execute(() -> {
            Optional<SignedIn> signedIn;
            try {
                signedIn = authenticate.apply(context);
            } catch (DatabaseUnavailable away) {
                refuse(context, request, 503);
                return;
            } finally {
                handshakes.give();
            }
            if (signedIn.isEmpty()) {
                refuse(context, request, 401);
                return;
            }
            onLoop(request, () -> {
                Vertx vertx = context.vertx();
                request.toWebSocket().onSuccess(socket -> open(vertx, request, socket, signedIn.get()));
                request.resume();
            });
        });
    }

    private static void refuse(RoutingContext context, HttpServerRequest request, int status) {
        onLoop(request, () -> {
            request.resume();
            context.response().setStatusCode(status).end();
        });
    }

    private static void onLoop(HttpServerRequest request, Runnable work) {
        ((ConnectionBase) request.connection()).getContext().runOnContext(ignored -> work.run());
    }

    private void open(Vertx vertx, HttpServerRequest request, ServerWebSocket socket, SignedIn signedIn) {
        // The framework keeps the request as long as the socket, and nobody reads its headers again.
        request.headers().clear();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        Connection connection = new Connection(channel, signedIn.account(), signedIn.token(),
                code -> channel.eventLoop().execute(() -> socket.close((short) code.number(), code.name())));
        channel.pipeline().addFirst("weilu-writability", new Writability(connection));
        Watch watch = new Watch(vertx, connection);
        socket.closeHandler(ignored -> {
            watch.stop();
            hub.closed(connection);
        });
        socket.exceptionHandler(failure -> socket.close());
        socket.textMessageHandler(text -> {
            if (watch.heard()) {
                frames.onFrame(connection, text);
            } else {
                frames.onFirst(connection, text);
            }
        });
        socket.binaryMessageHandler(bytes -> connection.close(CloseCode.PROTOCOL_BROKEN));
    }

    /** Lets subscriptions that fell behind go on once the connection takes more. */
    private final class Writability extends ChannelInboundHandlerAdapter {
        private final Connection connection;

        Writability(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                hub.resume(connection);
            }
            context.fireChannelWritabilityChanged();
        }
    }

    /** Closes a connection that says nothing for too long; on the event loop. */
    private static final class Watch {
        private final Vertx vertx;
        private final Connection connection;
        private boolean hasSpoken;
        private long timer;

        Watch(Vertx vertx, Connection connection) {
            this.vertx = vertx;
            this.connection = connection;
            this.timer = vertx.setTimer(HELLO_MILLIS_MAX, ignored -> connection.close(CloseCode.PROTOCOL_BROKEN));
        }

        /** Notes that the client spoke; tells whether it had spoken before. */
        boolean heard() {
            boolean before = hasSpoken;
            hasSpoken = true;
            vertx.cancelTimer(timer);
            timer = vertx.setTimer(SILENCE_MILLIS_MAX, ignored -> connection.close(CloseCode.SILENT));
            return before;
        }

        void stop() {
            vertx.cancelTimer(timer);
        }
    }
}
