package weilu.knowledge;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.room.RoomAccess;

/** Searching a room's messages by their words. */
@Path("/api/rooms/{room}/search")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SearchResource {
    private static final int PAGE_HITS = 20;

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final SearchRoom search;

    public SearchResource(Caller caller, Db db, RoomAccess access, SearchRoom search) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.search = search;
    }

    /** Hits from the newest on, or before a message; the next page begins before the last hit. */
    @GET
    public SearchPage search(
            @PathParam("room") RoomId room, @QueryParam("query") String query, @QueryParam("before") Seq before,
            @QueryParam("limit") Integer limit) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> search.search(
                tx, access.require(tx, room, signedIn.account()), query, before, limit == null ? PAGE_HITS : limit));
    }
}
