package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** Blocking somebody one knows from a room; {@link BlocksResource} lists all whom one has blocked. */
@Path("/api/rooms/{room}/blocks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomBlocksResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Blocks blocks;

    public RoomBlocksResource(Caller caller, Db db, RoomAccess access, Blocks blocks) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.blocks = blocks;
    }

    @GET
    public RoomBlocks read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> blocks.inRoom(tx, access.require(tx, room, signedIn.account())));
    }

    @PUT
    @Path("/{member}")
    public void block(@PathParam("room") RoomId room, @PathParam("member") MemberId member) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> blocks.block(tx, access.require(tx, room, signedIn.account()), member));
    }

    @DELETE
    @Path("/{member}")
    public void unblock(@PathParam("room") RoomId room, @PathParam("member") MemberId member) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> blocks.unblock(tx, access.require(tx, room, signedIn.account()), member));
    }
}
