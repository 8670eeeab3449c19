package weilu.memory;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.protocol.MemberView.Role;
import weilu.room.RoomAccess;

/** What agents remember of a room: all its members see it, its admins write it. */
@Path("/api/rooms/{room}/memories")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomMemoriesResource {
    /** In the order they were first written. */
    public record Page(List<Memory> memories) {}

    public record Line(String text) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Memories memories;

    public RoomMemoriesResource(Caller caller, Db db, RoomAccess access, Memories memories) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.memories = memories;
    }

    @GET
    public Page read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new Page(memories.of(tx, access.require(tx, room, signedIn.account()))));
    }

    /** All of it as a file, for admins. @param format csv or json */
    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    public Response export(@PathParam("room") RoomId room, @QueryParam("format") String format) {
        SignedIn signedIn = caller.require();
        return MemoryFile.of("memories-" + room, format, db.inTransaction(tx ->
                memories.of(tx, access.require(tx, room, signedIn.account(), Role.ADMIN))));
    }

    @POST
    public Memory add(@PathParam("room") RoomId room, Line line) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> memories.add(tx, room, signedIn.account(), Given.body(line).text()));
    }

    @PATCH
    @Path("/{id}")
    public Memory change(@PathParam("room") RoomId room, @PathParam("id") long id, Line line) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> memories.change(tx, room, signedIn.account(), id, Given.body(line).text()));
    }

    @DELETE
    @Path("/{id}")
    public void forget(@PathParam("room") RoomId room, @PathParam("id") long id) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> memories.forget(tx, room, signedIn.account(), id));
    }
}
