package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.protocol.RoomSnapshot;

/** Coming in by a phrase. */
@Path("/api/phrases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PhrasesResource {
    /** What is said at the door. */
    public record Said(String phrase) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomSnapshots snapshots;
    private final JoinRoom joinRoom;
    private final DoorLimits limits;

    public PhrasesResource(
            Caller caller, Db db, RoomAccess access, RoomSnapshots snapshots, JoinRoom joinRoom, DoorLimits limits) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.snapshots = snapshots;
        this.joinRoom = joinRoom;
        this.limits = limits;
    }

    @POST
    @Path("/join")
    public RoomSnapshot joinByPhrase(Said said) {
        SignedIn signedIn = caller.require();
        Phrase phrase = Phrase.said(Given.body(said).phrase());
        limits.countPhrase(signedIn.account(), caller.visit().place());
        return db.inTransaction(tx -> {
            JoinOutcome.Joined joined = joinRoom.byPhrase(tx, signedIn.account(), phrase);
            return snapshots.read(tx, access.require(tx, joined.room(), signedIn.account()));
        });
    }
}
