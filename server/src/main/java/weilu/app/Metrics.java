package weilu.app;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Provider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import weilu.db.BoundedQueue;
import weilu.db.Places;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.Problem;
import weilu.socket.RoomHub;

/** {@code /metrics} for Prometheus: what the JVM and Weilu count, and how long requests take. */
@ApplicationScoped
class Metrics {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** Sockets count where their handshake waits. */
    private static final List<String> ALWAYS_ANSWERED = List.of("/health", "/metrics", "/socket");
    private static final int BEFORE_ALL = -2_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Provider<Wiring> parts;

    Metrics(Provider<Wiring> parts) {
        this.parts = parts;
    }

    /** Once requests are answered: nobody waits for meters. */
    void register(@ObservesAsync HttpServerStart started) {
        Wiring wiring = parts.get();
        AgroalDataSource pool = wiring.dataSource;
        gauge("weilu.database.connections.active", "Database connections in use", () -> pool.getMetrics().activeCount());
        gauge("weilu.database.connections.waiting", "Threads that wait for a database connection",
                () -> pool.getMetrics().awaitingCount());
        gauge("weilu.providers.resting", "Providers of models that failed too often and rest", wiring.gateway.circuits::resting);
        RoomHub hub = wiring.hub;
        gauge("weilu.socket.connections", "Open sockets", hub::connectionCount);
        gauge("weilu.nodes", "Nodes that live and share this database", wiring.nodes::count);
        gauge("weilu.nodes.waiting", "Notes to other nodes that wait", wiring.nodes::waiting);
        gauge("weilu.nodes.dropped", "Notes to other nodes that were too many or too long", wiring.nodes::dropped);
        gauge("weilu.rooms.open", "Rooms that someone has open", hub::openRoomCount);
        wiring.queues.all().forEach(this::queue);
        wiring.wakeups.listen((room, upTo) -> registry.counter("weilu.room.wakeups").increment());
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics(),
                new UptimeMetrics(), collections).forEach(meters -> meters.bindTo(registry));
    }

    void route(@Observes Router router) {
        router.get("/metrics").handler(this::answer);
        router.route().order(BEFORE_ALL).handler(this::time);
        router.route().order(BEFORE_ALL + 1).handler(this::admit);
    }

    void stop(@Observes ShutdownEvent stopping) {
        collections.close();
    }

    /** How much waits where, and how much may. */
    private void queue(BoundedQueue queue) {
        Gauge.builder("weilu.queue.depth", queue, one -> one.depth().getAsInt()).tag("queue", queue.name())
                .description("How much waits").strongReference(true).register(registry);
        Gauge.builder("weilu.queue.limit", queue, BoundedQueue::limit).tag("queue", queue.name())
                .description("How much may wait").strongReference(true).register(registry);
    }

    /** More requests at once than there is room for are sent away, but for those that ask how the server is. */
    private void admit(RoutingContext context) {
        String path = context.request().path();
        if (ALWAYS_ANSWERED.stream().anyMatch(path::startsWith)) {
            context.next();
            return;
        }
        Places places = parts.get().queues.requests;
        if (!places.take()) {
            Problem problem = Problem.of(ErrorCode.UNAVAILABLE, "too much is going on; try again in a moment");
            context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                    .putHeader(HttpHeaders.RETRY_AFTER, "2").end(Json.write(problem));
            return;
        }
        context.addEndHandler(ended -> places.give());
        context.next();
    }

    /** By method and outcome, not by path: a path names rooms. */
    private void time(RoutingContext context) {
        if (context.request().path().equals(Edge.SOCKET)) {
            // It ends with the socket, and would be kept until then.
            context.next();
            return;
        }
        Timer.Sample sample = Timer.start(registry);
        context.addEndHandler(ended -> sample.stop(registry.timer("http.server.requests",
                "method", method(context.request()), "status", Integer.toString(context.response().getStatusCode()))));
        context.next();
    }

    /** A client may send any word as a method; each would be a meter of its own. */
    private static String method(HttpServerRequest request) {
        String name = request.method().name();
        return METHODS.contains(name) ? name : "other";
    }

    private void answer(RoutingContext context) {
        if (!mayRead(context.request())) {
            context.response().setStatusCode(403).end();
            return;
        }
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, FORMAT).end(registry.scrape());
    }

    /** Behind a proxy everyone's address is the proxy's, so a forwarded request is not local. */
    private boolean mayRead(HttpServerRequest request) {
        return switch (parts.get().settings.metrics()) {
            case ALL -> true;
            case NOBODY -> false;
            case LOCAL -> isLoopback(request.remoteAddress().hostAddress())
                    && request.getHeader("X-Forwarded-For") == null && request.getHeader("Forwarded") == null;
        };
    }

    private static boolean isLoopback(String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private void gauge(String name, String meaning, Figure figure) {
        Gauge.builder(name, figure, Figure::now).description(meaning).strongReference(true).register(registry);
    }

    /** A figure as it is now. */
    private interface Figure {
        double now();
    }
}
