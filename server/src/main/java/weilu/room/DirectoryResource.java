package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;

/** The public rooms. */
@Path("/api/directory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DirectoryResource {
    private final Caller caller;
    private final Db db;
    private final Directory directory;

    public DirectoryResource(Caller caller, Db db, Directory directory) {
        this.caller = caller;
        this.db = db;
        this.directory = directory;
    }

    /** A page of at most 30 rooms; a shorter one is the last. */
    @GET
    public List<DirectoryEntry> page(@QueryParam("query") String query, @QueryParam("after") RoomId after) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> directory.page(tx, signedIn.account(), query, after));
    }
}
