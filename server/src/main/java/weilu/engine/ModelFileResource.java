package weilu.engine;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.gateway.Circuits;
import weilu.gateway.Providers;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The model file that runs inside, for admins of the server. */
@Path("/api/model-file")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ModelFileResource {
    private final Caller caller;
    private final ModelFiles files;
    private final Providers providers;
    private final Circuits circuits;

    public ModelFileResource(Caller caller, ModelFiles files, Providers providers, Circuits circuits) {
        this.caller = caller;
        this.files = files;
        this.providers = providers;
        this.circuits = circuits;
    }

    @GET
    public ModelFiles.View view() {
        caller.requireServerAdmin();
        return files.view();
    }

    @PUT
    public ModelFiles.View name(ModelFileForm form) {
        AccountId admin = caller.requireServerAdmin().account();
        if (form == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a body is needed");
        }
        return files.name(form, admin, providers, circuits);
    }

    @DELETE
    public void remove() {
        caller.requireServerAdmin();
        files.remove(providers);
    }
}
