package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.gateway.ExampleRouter.Decision;
import weilu.id.ModelId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Which questions go to which model, for the admins of the server. */
@Path("/api/model-routes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoutesResource {
    private final Caller caller;
    private final ModelRoutes routes;

    public record RouteList(List<ModelRoutes.Route> routes) {}

    public record Question(String text) {}

    /**
     * Where a question would go.
     *
     * @param label null when it is like no example, and the usual model is asked
     * @param example the nearest, or null where there is none
     * @param percent how near it is, up to 100
     */
    public record Chosen(String label, ModelId model, String example, long percent) {}

    public RoutesResource(Caller caller, ModelRoutes routes) {
        this.caller = caller;
        this.routes = routes;
    }

    @GET
    public RouteList list() {
        caller.requireServerAdmin();
        return new RouteList(routes.list());
    }

    @PUT
    public RouteList replace(RouteList wanted) {
        caller.requireServerAdmin();
        if (wanted == null || wanted.routes() == null) {
            throw Refusal.field(ErrorCode.INVALID, "routes", "all labels with their models and examples");
        }
        return new RouteList(routes.replace(wanted.routes()));
    }

    @POST
    @Path("/try")
    public Chosen tryOut(Question question) {
        caller.requireServerAdmin();
        if (question == null || question.text() == null || question.text().isBlank()) {
            throw Refusal.field(ErrorCode.INVALID, "text", "a question");
        }
        return switch (routes.decide(question.text())) {
            case Decision.Routed<ModelId> routed ->
                    new Chosen(routed.label(), routed.target(), routed.example(), percent(routed.score()));
            case Decision.Usual<ModelId> usual -> new Chosen(null, null, usual.nearest(), percent(usual.score()));
        };
    }

    private static long percent(double score) {
        return Math.round(100 * score);
    }
}
