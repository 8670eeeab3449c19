package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.room.RoomAccess;

/** The room's outbound ledger, for its members. */
@Path("/api/rooms/{room}/outbound")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OutboundResource {
    private static final int PAGE_CALLS = 50;

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final OutboundLedger ledger;

    /**
     * A page, the last call first.
     *
     * @param hasMore whether there are earlier ones: ask again with {@code before} = the last id
     */
    public record Page(List<OutboundLedger.Line> calls, boolean hasMore) {}

    public OutboundResource(Caller caller, Db db, RoomAccess access, OutboundLedger ledger) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.ledger = ledger;
    }

    @GET
    public Page read(@PathParam("room") RoomId room, @QueryParam("before") Long before) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> access.require(tx, room, signedIn.account()));
        List<OutboundLedger.Line> lines = ledger.read(room, before == null ? Long.MAX_VALUE : before, PAGE_CALLS + 1);
        boolean hasMore = lines.size() > PAGE_CALLS;
        return new Page(hasMore ? lines.subList(0, PAGE_CALLS) : lines, hasMore);
    }
}
