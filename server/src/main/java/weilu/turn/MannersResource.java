package weilu.turn;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.room.RoomAccess;

/** How readily the agents of a room speak: every member may know, its admins set it. */
@Path("/api/rooms/{room}/manners")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MannersResource {
    public record RoomManners(List<Manners.View> agents) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Manners manners;

    public MannersResource(Caller caller, Db db, RoomAccess access, Manners manners) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.manners = manners;
    }

    @GET
    public RoomManners list(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new RoomManners(manners.list(tx, access.require(tx, room, signedIn.account()))));
    }

    /** Holds from the next message on. Without both times there are no quiet hours. */
    @PUT
    @Path("/{member}")
    public Manners.View set(@PathParam("room") RoomId room, @PathParam("member") MemberId member, Manners.View wish) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx ->
                manners.set(tx, access.requireLocked(tx, room, signedIn.account()), member, Given.body(wish)));
    }
}
