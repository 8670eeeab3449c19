package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.room.RoomAccess;

/** Messages that members of a room have told its admins about. */
@Path("/api/rooms/{room}/reports")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ReportsResource {
    /** @param reason why, in a few words; may be absent */
    public record NewReport(String reason) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Reports reports;

    public ReportsResource(Caller caller, Db db, RoomAccess access, Reports reports) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.reports = reports;
    }

    @GET
    public List<Report> open(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> reports.open(tx, access.require(tx, room, signedIn.account())));
    }

    /** Tells the admins of a message. */
    @PUT
    @Path("/{seq}")
    public void report(@PathParam("room") RoomId room, @PathParam("seq") Seq seq, NewReport report) {
        SignedIn signedIn = caller.require();
        String reason = report == null ? null : report.reason();
        db.useTransaction(tx -> reports.report(tx, room, signedIn.account(), seq, reason));
    }

    /** Lets the message stand. */
    @DELETE
    @Path("/{seq}")
    public void dismiss(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> reports.dismiss(tx, room, signedIn.account(), seq));
    }
}
