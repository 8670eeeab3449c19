package weilu.account;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Refuses every request that could change something unless it comes from this server's own pages. */
@Provider
@PreMatching
public final class ForeignOriginFilter implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Instance<OwnOrigins> origins;
    private final CurrentVertxRequest current;

    /** Asks for the origins at the first request: the framework makes filters before the parts are up. */
    public ForeignOriginFilter(Instance<OwnOrigins> origins, CurrentVertxRequest current) {
        this.origins = origins;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        if (!origins.get().isOwn(current.getCurrent().request())) {
            throw Refusal.of(ErrorCode.FOREIGN_ORIGIN, "the Origin header must name this server's own address");
        }
    }
}
