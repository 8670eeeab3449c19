package weilu.turn;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.id.TurnId;
import weilu.room.RoomAccess;

/** What members may do to an agent's turn. */
@Path("/api/rooms/{room}/turns/{turn}")
@RunOnVirtualThread
public final class TurnsResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Turns turns;

    public TurnsResource(Caller caller, Db db, RoomAccess access, Turns turns) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.turns = turns;
    }

    /** Ends the turn with what was written so far; harmless when it is over. */
    @POST
    @Path("/stop")
    @Consumes(MediaType.WILDCARD)
    public void stop(@PathParam("room") RoomId room, @PathParam("turn") TurnId turn) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> turns.stop(tx, access.require(tx, room, signedIn.account()), turn));
    }
}
