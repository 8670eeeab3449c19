package weilu.account;

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
import weilu.db.Db;

/** The server as a whole: what it says at the door, and what its admins decide. */
@Path("/api/server")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ServerResource {
    private final Caller caller;
    private final Db db;
    private final ServerDoor door;
    private final ServerInvitations invitations;
    private final ServerAbout about;

    /** What is absent stays. */
    public record SettingsChange(
            String name, ServerSettings.SignUpPolicy signUp, ServerSettings.AgentBuilders agentBuilders) {}

    /** All absent: one use, within a week. */
    public record InvitationRequest(String note, Integer uses, Long expiresInSeconds) {}

    public ServerResource(
            Caller caller, Db db, ServerDoor door, ServerInvitations invitations, ServerAbout about) {
        this.caller = caller;
        this.db = db;
        this.door = door;
        this.invitations = invitations;
        this.about = about;
    }

    @GET
    public ServerView server() {
        return db.inTransaction(tx -> {
            ServerSettings settings = door.settings(tx);
            return new ServerView(settings.name(), settings.signUp(), door.isSetupNeeded(tx),
                    new ServerView.HostAgent(about.hostAgentName()), about.modelConfigured().getAsBoolean(),
                    about.version(), about.limits());
        });
    }

    @GET
    @Path("/settings")
    public ServerSettings settings() {
        caller.requireServerAdmin();
        return db.inTransaction(door::settings);
    }

    @PATCH
    @Path("/settings")
    public ServerSettings change(SettingsChange change) {
        caller.requireServerAdmin();
        SettingsChange asked = Given.body(change);
        return db.inTransaction(tx -> door.change(tx, asked.name(), asked.signUp(), asked.agentBuilders()));
    }

    @GET
    @Path("/invitations")
    public List<ServerInvitation> invitations() {
        caller.requireServerAdmin();
        return db.inTransaction(invitations::list);
    }

    @POST
    @Path("/invitations")
    public ServerInvitations.Made invite(InvitationRequest request) {
        SignedIn admin = caller.requireServerAdmin();
        InvitationRequest asked = Given.body(request);
        return db.inTransaction(
                tx -> invitations.make(tx, admin, asked.note(), asked.uses(), asked.expiresInSeconds()));
    }

    @DELETE
    @Path("/invitations/{id: [0-9]{1,18}}")
    public void revoke(@PathParam("id") long id) {
        caller.requireServerAdmin();
        db.useTransaction(tx -> invitations.revoke(tx, id));
    }
}
