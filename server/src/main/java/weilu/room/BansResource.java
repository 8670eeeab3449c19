package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.MemberView;

/** Who is banned from a room. */
@Path("/api/rooms/{room}/bans")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class BansResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Moderation moderation;

    public BansResource(Caller caller, Db db, RoomAccess access, Moderation moderation) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.moderation = moderation;
    }

    @GET
    public List<MemberView> list(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> moderation.bans(tx, access.require(tx, room, signedIn.account())));
    }

    @DELETE
    @Path("/{member}")
    public void unban(@PathParam("room") RoomId room, @PathParam("member") MemberId member) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> moderation.unban(tx, room, signedIn.account(), member));
    }
}
