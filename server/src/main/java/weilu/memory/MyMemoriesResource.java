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

/** What agents remember of the caller; nobody else sees it. */
@Path("/api/me/memories")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MyMemoriesResource {
    /** In the order they were first written. */
    public record Page(List<Memory> memories) {}

    public record Line(String text) {}

    private final Caller caller;
    private final Db db;
    private final Memories memories;

    public MyMemoriesResource(Caller caller, Db db, Memories memories) {
        this.caller = caller;
        this.db = db;
        this.memories = memories;
    }

    @GET
    public Page read() {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> new Page(memories.of(tx, signedIn.account())));
    }

    /** All of it as a file. @param format csv or json */
    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    public Response export(@QueryParam("format") String format) {
        SignedIn signedIn = caller.requirePerson();
        return MemoryFile.of("memories", format, db.inTransaction(tx -> memories.of(tx, signedIn.account())));
    }

    @POST
    public Memory add(Line line) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> memories.add(tx, signedIn.account(), Given.body(line).text()));
    }

    @PATCH
    @Path("/{id}")
    public Memory change(@PathParam("id") long id, Line line) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> memories.change(tx, signedIn.account(), id, Given.body(line).text()));
    }

    @DELETE
    @Path("/{id}")
    public void forget(@PathParam("id") long id) {
        SignedIn signedIn = caller.requirePerson();
        db.useTransaction(tx -> memories.forget(tx, signedIn.account(), id));
    }
}
