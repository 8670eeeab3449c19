package weilu.app;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import weilu.socket.RoomHub;

/** {@code /metrics} for Prometheus: the JVM's and the HTTP server's own figures, and what Weilu counts. */
@ApplicationScoped
class Metrics {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Provider<Wiring> parts;

    /** Asks for the parts late: the framework wants the registry first, while they still come up. */
    Metrics(Provider<Wiring> parts) {
        this.parts = parts;
    }

    @Produces
    @Singleton
    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Not in the constructor: the framework first sets up the registry it is given, and only then may meters join. */
    void register(@Observes StartupEvent started) {
        Wiring wiring = parts.get();
        AgroalDataSource pool = wiring.dataSource;
        gauge("weilu.database.connections.active", "Database connections in use", () -> pool.getMetrics().activeCount());
        gauge("weilu.database.connections.waiting", "Threads that wait for a database connection",
                () -> pool.getMetrics().awaitingCount());
        RoomHub hub = wiring.hub;
        gauge("weilu.socket.connections", "Open sockets", hub::connectionCount);
        gauge("weilu.rooms.open", "Rooms that someone has open", hub::openRoomCount);
        wiring.wakeups.listen((room, upTo) -> registry.counter("weilu.room.wakeups").increment());
    }

    void route(@Observes Router router) {
        router.get("/metrics").handler(this::answer);
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
