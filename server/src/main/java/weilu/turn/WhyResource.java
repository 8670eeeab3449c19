package weilu.turn;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.room.RoomAccess;

/** 为什么: the rule by which each agent spoke about a message, or kept silent. */
@Path("/api/rooms/{room}/messages/{seq}/why")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class WhyResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Why why;

    public WhyResource(Caller caller, Db db, RoomAccess access, Why why) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.why = why;
    }

    /** For members of the room; spends nothing. */
    @GET
    public Why.View read(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> why.read(tx, access.require(tx, room, signedIn.account()), seq));
    }
}
