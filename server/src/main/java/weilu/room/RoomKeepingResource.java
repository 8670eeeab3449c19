package weilu.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomSnapshot.Notify;
import weilu.protocol.RoomSnapshot;
import weilu.protocol.RoomView;

/** Making a room, joining and leaving it, and what its owner and admins decide about it. */
@Path("/api/rooms")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomKeepingResource {
    /** To whom the room is given. */
    public record Transfer(MemberId member) {}

    /** What one wants to be notified of. */
    public record NotifyWish(@JsonProperty("notify") Notify notifyOf) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final RoomSnapshots snapshots;
    private final CreateRoom createRoom;
    private final ChangeRoom changeRoom;
    private final JoinRoom joinRoom;
    private final Departures departures;
    private final Moderation moderation;
    private final DoorLimits limits;

    public RoomKeepingResource(
            Caller caller, Db db, RoomAccess access, RoomStore rooms, RoomSnapshots snapshots, CreateRoom createRoom,
            ChangeRoom changeRoom, JoinRoom joinRoom, Departures departures, Moderation moderation, DoorLimits limits) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.rooms = rooms;
        this.snapshots = snapshots;
        this.createRoom = createRoom;
        this.changeRoom = changeRoom;
        this.joinRoom = joinRoom;
        this.departures = departures;
        this.moderation = moderation;
        this.limits = limits;
    }

    /** Makes a room that the caller owns. */
    @POST
    public RoomSnapshot create(CreateRoom.Wish wish) {
        SignedIn signedIn = caller.require();
        Given.body(wish);
        return db.inTransaction(tx -> {
            RoomId room = createRoom.create(tx, signedIn.account(), wish);
            return snapshots.read(tx, access.require(tx, room, signedIn.account()));
        });
    }

    /** Changes the settings that are given. */
    @PATCH
    @Path("/{room}")
    public RoomView change(@PathParam("room") RoomId room, ChangeRoom.Wish wish) {
        SignedIn signedIn = caller.require();
        Given.body(wish);
        return db.inTransaction(tx -> changeRoom.change(tx, room, signedIn.account(), wish));
    }

    @POST
    @Path("/{room}/archive")
    public RoomView archive(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> changeRoom.archive(tx, room, signedIn.account()));
    }

    @DELETE
    @Path("/{room}/archive")
    public RoomView unarchive(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> changeRoom.unarchive(tx, room, signedIn.account()));
    }

    /** Joins by number; APPROVAL_NEEDED when the room is private and its admins have now been asked. */
    @POST
    @Path("/{room}/join")
    public RoomSnapshot join(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        limits.countNumber(signedIn.account(), caller.visit().place());
        JoinOutcome outcome = db.inTransaction(tx -> joinRoom.byNumber(tx, signedIn.account(), room));
        return switch (outcome) {
            case JoinOutcome.Joined joined -> db.inTransaction(tx ->
                    snapshots.read(tx, access.require(tx, joined.room(), signedIn.account())));
            case JoinOutcome.ApprovalNeeded waiting -> throw Refusal.of(
                    ErrorCode.APPROVAL_NEEDED, "the admins of this room were asked to let you in");
        };
    }

    @POST
    @Path("/{room}/leave")
    public void leave(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> departures.leave(tx, room, signedIn.account()));
    }

    @POST
    @Path("/{room}/transfer")
    public void transfer(@PathParam("room") RoomId room, Transfer transfer) {
        SignedIn signedIn = caller.require();
        MemberId member = Given.field("member", Given.body(transfer).member());
        db.useTransaction(tx -> moderation.transfer(tx, room, signedIn.account(), member));
    }

    @PUT
    @Path("/{room}/me/notify")
    public void setNotify(@PathParam("room") RoomId room, NotifyWish wish) {
        SignedIn signedIn = caller.require();
        Notify asked = Given.field("notify", Given.body(wish).notifyOf());
        db.useTransaction(tx -> rooms.setNotify(tx, access.require(tx, room, signedIn.account()), asked));
    }
}
