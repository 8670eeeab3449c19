package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MemberView;
import weilu.protocol.Refusal;

/** A room's members: their roles and mutes, and putting them out. */
@Path("/api/rooms/{room}/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MembersResource {
    /** @param mutedForSeconds from now; 0 lifts the mute */
    public record Change(Role role, Long mutedForSeconds) {}

    private final Caller caller;
    private final Db db;
    private final Moderation moderation;

    public MembersResource(Caller caller, Db db, Moderation moderation) {
        this.caller = caller;
        this.db = db;
        this.moderation = moderation;
    }

    /** Changes what is given, both or nothing. */
    @PATCH
    @Path("/{member}")
    public MemberView change(@PathParam("room") RoomId room, @PathParam("member") MemberId member, Change change) {
        SignedIn signedIn = caller.require();
        Given.body(change);
        if (change.role() == null && change.mutedForSeconds() == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "say what to change: role, mutedForSeconds or both");
        }
        return db.inTransaction(tx -> {
            MemberView view = null;
            if (change.role() != null) {
                view = moderation.changeRole(tx, room, signedIn.account(), member, change.role());
            }
            if (change.mutedForSeconds() != null) {
                view = moderation.mute(
                        tx, room, signedIn.account(), member, Duration.ofSeconds(change.mutedForSeconds()));
            }
            return view;
        });
    }

    /** Puts the member out; with {@code ban=true} for good. */
    @DELETE
    @Path("/{member}")
    public void remove(
            @PathParam("room") RoomId room, @PathParam("member") MemberId member, @QueryParam("ban") boolean ban) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> {
            if (ban) {
                moderation.ban(tx, room, signedIn.account(), member);
            } else {
                moderation.kick(tx, room, signedIn.account(), member);
            }
        });
    }
}
