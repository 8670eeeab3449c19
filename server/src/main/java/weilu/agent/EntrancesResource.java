package weilu.agent;

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
import weilu.room.DoorLimits;
import weilu.room.OpenDirect;
import weilu.room.RoomAccess;
import weilu.room.RoomSnapshots;
import weilu.protocol.RoomSnapshot;

/** What one does at an agent's entrance: look at its card, and talk to it. */
@Path("/api/entrances/{number: [0-9]{9}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class EntrancesResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomSnapshots snapshots;
    private final OpenDirect openDirect;
    private final DoorLimits limits;
    private final AgentCards cards;

    public EntrancesResource(
            Caller caller, Db db, RoomAccess access, RoomSnapshots snapshots, OpenDirect openDirect, DoorLimits limits,
            AgentCards cards) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.snapshots = snapshots;
        this.openDirect = openDirect;
        this.limits = limits;
        this.cards = cards;
    }

    @GET
    public AgentCard card(@PathParam("number") long number) {
        SignedIn signedIn = caller.require();
        limits.countLink(caller.visit().place());
        return db.inTransaction(tx -> cards.draw(tx, signedIn, cards.require(tx, signedIn, number)));
    }

    /** Opens the latest conversation with the agent, or the first. */
    @POST
    @Path("/talk")
    @Consumes(MediaType.WILDCARD)
    public RoomSnapshot talk(@PathParam("number") long number) {
        SignedIn signedIn = caller.requirePerson();
        limits.countDirect(signedIn.account());
        return db.inTransaction(tx -> {
            AgentProfile agent = cards.require(tx, signedIn, number);
            return snapshots.read(tx, access.require(tx,
                    openDirect.withAgent(tx, signedIn.account(), agent.account(), false), signedIn.account()));
        });
    }
}
