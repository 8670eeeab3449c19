package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;

/** Whether one's own words in a room may be sent to models. */
@Path("/api/rooms/{room}/me/consent")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ConsentResource {
    /** @param models whether one's words may be sent to models; they may unless one says no */
    public record Consent(Boolean models) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;

    public ConsentResource(Caller caller, Db db, RoomAccess access, RoomStore rooms) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.rooms = rooms;
    }

    @GET
    public Consent read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx ->
                new Consent(!rooms.areWordsWithheld(tx, access.require(tx, room, signedIn.account()))));
    }

    /** Holds from the next prompt on; what was sent before stands in the room's outbound ledger. */
    @PUT
    public Consent give(@PathParam("room") RoomId room, Consent wish) {
        SignedIn signedIn = caller.require();
        boolean models = Given.field("models", Given.body(wish).models());
        db.useTransaction(tx ->
                rooms.setWordsWithheld(tx, access.require(tx, room, signedIn.account()), !models));
        return new Consent(models);
    }
}
