package weilu.tool;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Effect;
import weilu.room.RoomAccess;

/** What a room has settled about tools. Every member may read it, admins change it. */
@Path("/api/rooms/{room}/tools")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomToolsResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final RoomTools rooms;

    public record BuiltIn(String name, Effect effect, boolean on) {}

    /** @param tools that come with the server */
    public record View(Approvers approvers, List<BuiltIn> tools) {}

    /** @param approvers who may approve calls; @param off names of built-in tools that no agent has here */
    public record Wish(Approvers approvers, List<String> off) {}

    public RoomToolsResource(Caller caller, Db db, RoomAccess access, RoomTools rooms) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.rooms = rooms;
    }

    @GET
    public View read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account());
            return view(rooms.read(tx, room));
        });
    }

    @PUT
    public View settle(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> access.require(tx, room, signedIn.account(), Role.ADMIN));
        Approvers approvers = Given.field("approvers", Given.body(wish).approvers());
        Set<String> off = new HashSet<>(Given.field("off", wish.off()));
        Set<String> known = new HashSet<>(rooms.builtIn().stream().map(Tool::name).toList());
        if (!known.containsAll(off)) {
            throw Refusal.field(ErrorCode.INVALID, "off", "there is no such tool on this server");
        }
        RoomTools.Settled settled = new RoomTools.Settled(approvers, off);
        db.useTransaction(tx -> {
            access.requireLocked(tx, room, signedIn.account(), Role.ADMIN);
            rooms.settle(tx, room, settled);
        });
        return view(settled);
    }

    private View view(RoomTools.Settled settled) {
        return new View(settled.approvers(), rooms.builtIn().stream()
                .map(tool -> new BuiltIn(tool.name(), tool.effect(), !settled.off().contains(tool.name()))).toList());
    }
}
