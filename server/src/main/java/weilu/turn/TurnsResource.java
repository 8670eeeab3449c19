package weilu.turn;

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
import weilu.id.TurnId;
import weilu.room.RoomAccess;

/** What members may do to agents' turns. */
@Path("/api/rooms/{room}/turns")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class TurnsResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Turns turns;
    private final AskAgain askAgain;

    /** @param turns how many were running */
    public record Stopped(int turns) {}

    public record Begun(TurnId turn) {}

    public TurnsResource(Caller caller, Db db, RoomAccess access, Turns turns, AskAgain askAgain) {
        this.askAgain = askAgain;
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.turns = turns;
    }

    /** Ends the turn with what was written so far; harmless when it is over. */
    @POST
    @Path("/{turn}/stop")
    @Consumes(MediaType.WILDCARD)
    public void stop(@PathParam("room") RoomId room, @PathParam("turn") TurnId turn) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> turns.stop(tx, access.require(tx, room, signedIn.account()), turn));
    }

    /** Ends everything that agents do in the room, also what waits; nothing follows from what was said until now. */
    @POST
    @Path("/stop")
    @Consumes(MediaType.WILDCARD)
    public Stopped stopAll(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new Stopped(turns.stopAll(tx, access.require(tx, room, signedIn.account()))));
    }

    /** Asks the same agent about the same message again, as it stands now; the first answer stays. */
    @POST
    @Path("/{turn}/again")
    @Consumes(MediaType.APPLICATION_JSON)
    public Begun again(@PathParam("room") RoomId room, @PathParam("turn") TurnId turn, AskAgain.Wish wish) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new Begun(askAgain.again(
                tx, access.requireLocked(tx, room, signedIn.account()), turn, wish == null ? AskAgain.Wish.SAME : wish)));
    }
}
