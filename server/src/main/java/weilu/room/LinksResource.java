package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.protocol.RoomSnapshot;

/** What one does with an invitation's link: look where it leads, and come in. */
@Path("/api/invitations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class LinksResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomSnapshots snapshots;
    private final JoinRoom joinRoom;
    private final Invitations invitations;
    private final DoorLimits limits;

    public LinksResource(
            Caller caller, Db db, RoomAccess access, RoomSnapshots snapshots, JoinRoom joinRoom,
            Invitations invitations, DoorLimits limits) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.snapshots = snapshots;
        this.joinRoom = joinRoom;
        this.invitations = invitations;
        this.limits = limits;
    }

    /** What the link leads to; needs no sign-in. */
    @GET
    @Path("/{secret}")
    public Invitations.Preview preview(@PathParam("secret") String secret) {
        limits.countLink(caller.visit().place());
        return db.inTransaction(tx -> invitations.preview(tx, secret));
    }

    @POST
    @Path("/{secret}/accept")
    public RoomSnapshot accept(@PathParam("secret") String secret) {
        SignedIn signedIn = caller.require();
        limits.countLink(caller.visit().place());
        return db.inTransaction(tx -> {
            JoinOutcome.Joined joined = joinRoom.byInvitation(tx, signedIn.account(), secret);
            return snapshots.read(tx, access.require(tx, joined.room(), signedIn.account()));
        });
    }
}
