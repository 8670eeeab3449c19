package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.id.ModelId;
import weilu.id.ProviderId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The models of this server: to choose from for everybody, to keep for its admins. */
@Path("/api/models")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ModelsResource {
    private final Caller caller;
    private final Models models;
    private final ModelGateway gateway;
    private final TryModel trying;

    public record Fresh(ProviderId provider, String name) {}

    public record Choices(List<ModelChoice> models) {}

    public ModelsResource(Caller caller, Models models, ModelGateway gateway, TryModel trying) {
        this.caller = caller;
        this.models = models;
        this.gateway = gateway;
        this.trying = trying;
    }

    /** Those that can be asked now, in the order they are asked. */
    @GET
    public Choices choices() {
        caller.require();
        return new Choices(gateway.choices());
    }

    @POST
    public Model add(Fresh fresh) {
        caller.requireServerAdmin();
        if (fresh == null || fresh.provider() == null) {
            throw Refusal.field(ErrorCode.INVALID, "provider", "whose model it is");
        }
        return models.add(fresh.provider(), fresh.name());
    }

    @PATCH
    @Path("/{id}")
    public Model change(@PathParam("id") ModelId id, Models.Change change) {
        caller.requireServerAdmin();
        if (change == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a body is needed");
        }
        return models.change(id, change);
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") ModelId id) {
        caller.requireServerAdmin();
        models.remove(id);
    }

    /** Asks it four small questions, keeps what they showed and returns it; takes as long as the model does. */
    @POST
    @Path("/{id}/try")
    public Model tryOut(@PathParam("id") ModelId id) {
        caller.requireServerAdmin();
        return trying.run(id);
    }
}
