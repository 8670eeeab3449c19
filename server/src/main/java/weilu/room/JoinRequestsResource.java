package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** Who waits at the door of a private room. */
@Path("/api/rooms/{room}/join-requests")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class JoinRequestsResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final JoinRequests requests;

    public JoinRequestsResource(Caller caller, Db db, RoomAccess access, JoinRequests requests) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.requests = requests;
    }

    @GET
    public List<JoinRequest> waiting(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> requests.waiting(tx, access.require(tx, room, signedIn.account())));
    }

    @POST
    @Path("/{account}/approve")
    public void approve(@PathParam("room") RoomId room, @PathParam("account") AccountId account) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> requests.approve(tx, room, signedIn.account(), account));
    }

    @DELETE
    @Path("/{account}")
    public void decline(@PathParam("room") RoomId room, @PathParam("account") AccountId account) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> requests.decline(tx, room, signedIn.account(), account));
    }
}
