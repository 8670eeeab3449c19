package weilu.agent;

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
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.agent.AgentSeats.SeatView;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.room.RoomAccess;

/** The agents of a room: who they are, what they may do, and those that wait for an admin's yes. */
@Path("/api/rooms/{room}/agents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomAgentsResource {
    /** @param entrance the agent's number */
    public record Wish(Long entrance) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final AgentSeats seats;

    public RoomAgentsResource(Caller caller, Db db, RoomAccess access, AgentSeats seats) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.seats = seats;
    }

    @GET
    public List<SeatView> list(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> seats.list(tx, signedIn, access.require(tx, room, signedIn.account())));
    }

    /** Proposes an agent; an admin brings it in at once. */
    @POST
    public SeatView propose(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.require();
        long entrance = Given.field("entrance", Given.body(wish).entrance());
        return db.inTransaction(tx -> seats.propose(tx, signedIn, room, entrance));
    }

    @POST
    @Path("/{account}/approve")
    @Consumes(MediaType.WILDCARD)
    public SeatView approve(@PathParam("room") RoomId room, @PathParam("account") AccountId account) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> seats.approve(tx, signedIn, room, account));
    }

    @DELETE
    @Path("/{account}")
    public void remove(@PathParam("room") RoomId room, @PathParam("account") AccountId account) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> seats.remove(tx, signedIn, room, account));
    }
}
