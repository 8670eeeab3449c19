package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;

/** People to open a direct room with. */
@Path("/api/people")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PeopleResource {
    private final Caller caller;
    private final Db db;
    private final OpenDirect openDirect;

    public PeopleResource(Caller caller, Db db, OpenDirect openDirect) {
        this.caller = caller;
        this.db = db;
        this.openDirect = openDirect;
    }

    /** People one shares a room with whose name holds the query; at most 50. */
    @GET
    public List<PersonView> people(@QueryParam("query") String query) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> openDirect.people(tx, signedIn.account(), query));
    }
}
