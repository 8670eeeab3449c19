package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.protocol.RoomSnapshot;
import weilu.room.RoomAccess;

/** One's rooms, and each of them whole. */
@Path("/api/rooms")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomsResource {
    /** The rooms of the caller, the one with the latest message first. */
    public record RoomList(List<RoomSummary> rooms) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomSummaries summaries;
    private final ReadSnapshot snapshots;

    public RoomsResource(Caller caller, Db db, RoomAccess access, RoomSummaries summaries, ReadSnapshot snapshots) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.summaries = summaries;
        this.snapshots = snapshots;
    }

    @GET
    public RoomList list() {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new RoomList(summaries.of(tx, signedIn.account())));
    }

    @GET
    @Path("/{room}")
    public RoomSnapshot read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> snapshots.read(tx, access.require(tx, room, signedIn.account())));
    }
}
