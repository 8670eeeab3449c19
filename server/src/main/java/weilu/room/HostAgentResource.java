package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.protocol.MemberView;

/** The host agent's seat in a room. */
@Path("/api/rooms/{room}/host-agent")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class HostAgentResource {
    private final Caller caller;
    private final Db db;
    private final InviteHostAgent inviteHostAgent;

    public HostAgentResource(Caller caller, Db db, InviteHostAgent inviteHostAgent) {
        this.caller = caller;
        this.db = db;
        this.inviteHostAgent = inviteHostAgent;
    }

    /** Brings it back. */
    @POST
    public MemberView invite(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> inviteHostAgent.invite(tx, room, signedIn.account()));
    }
}
