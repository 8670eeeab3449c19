package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.UUID;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.id.RoomId;
import weilu.message.ExportRoom.Export;

/** A room's messages as a file, and who took them. */
@Path("/api/rooms/{room}/exports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ExportsResource {
    /** @param id made by the client: a repeat is the same export @param files whether what messages carry comes along */
    public record Wish(UUID id, Boolean files) {}

    public record Exports(List<Export> exports) {}

    private final Caller caller;
    private final ExportRoom exports;

    public ExportsResource(Caller caller, ExportRoom exports) {
        this.caller = caller;
        this.exports = exports;
    }

    /** Who exported the room, newest first. */
    @GET
    public Exports list(@PathParam("room") RoomId room) {
        return new Exports(exports.last(room, caller.require().account()));
    }

    /** Notes for all members to see that one exports the room; the file is taken with its id. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Export begin(@PathParam("room") RoomId room, Wish wish) {
        UUID id = Given.field("id", Given.body(wish).id());
        return exports.begin(room, caller.require().account(), id, !Boolean.FALSE.equals(wish.files()));
    }

    /** A zip: messages.jsonl, messages.html, and files beside them. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.WILDCARD)
    public Response take(@PathParam("room") RoomId room, @PathParam("id") String id) {
        ExportRoom.Archive archive = exports.open(room, caller.require().account(), id);
        StreamingOutput body = out -> exports.write(archive, out);
        return Response.ok(body).type("application/zip")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"room-" + room + ".zip\"")
                .header("Cache-Control", "no-store").build();
    }
}
