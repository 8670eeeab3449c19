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
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomSnapshot;

/** Direct rooms. */
@Path("/api/directs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DirectsResource {
    /**
     * With whom: an account, the host agent, or a member of a room one is in.
     *
     * @param agent true for the host agent
     * @param fresh with an agent: a new conversation instead of the latest
     */
    public record Wish(AccountId account, boolean agent, RoomId room, MemberId member, boolean fresh) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomSnapshots snapshots;
    private final OpenDirect openDirect;
    private final DoorLimits limits;

    public DirectsResource(
            Caller caller, Db db, RoomAccess access, RoomSnapshots snapshots, OpenDirect openDirect, DoorLimits limits) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.snapshots = snapshots;
        this.openDirect = openDirect;
        this.limits = limits;
    }

    /** Opens the direct room, new or as it was; with an agent the latest conversation, or a fresh one. */
    @POST
    public RoomSnapshot open(Wish wish) {
        SignedIn signedIn = caller.requirePerson();
        Given.body(wish);
        limits.countDirect(signedIn.account());
        return db.inTransaction(tx -> snapshots.read(
                tx, access.require(tx, open(tx, signedIn.account(), wish), signedIn.account())));
    }

    private RoomId open(Tx tx, AccountId account, Wish wish) {
        if (wish.agent()) {
            return openDirect.withHostAgent(tx, account, wish.fresh());
        }
        if (wish.room() != null && wish.member() != null) {
            return openDirect.withMember(tx, access.require(tx, wish.room(), account), wish.member(), wish.fresh());
        }
        if (wish.account() == null) {
            throw Refusal.field(ErrorCode.INVALID, "account", "say with whom: account, agent, or room and member");
        }
        return openDirect.withPerson(tx, account, wish.account());
    }
}
