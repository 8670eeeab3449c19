package weilu.tool;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.ToolCallId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;
import weilu.room.RoomAccess;

/** Calls of tools by the agents of a room: yes, no, and what was called. */
@Path("/api/rooms/{room}/tool-calls")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ToolCallsResource {
    private static final int PAGE_CALLS = 50;
    /** After everything that can have happened, and within what the database can hold. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final DecideToolCall decide;
    private final ToolCallStore store = new ToolCallStore();

    /** @param hash that the call showed: an approval is for these arguments */
    public record Approval(String hash) {}

    /** @param message that shows it, or null; @param result what came of it, cut, or null */
    public record Line(
            ToolCallId id, Seq message, MemberId agent, MemberId asker, String tool, Effect effect, String arguments,
            Status status, MemberId decidedBy, Instant decidedAt, String result, Instant at, Instant endedAt) {
        static Line of(StoredCall call) {
            return new Line(call.id(), call.message(), call.agent(), call.asker(), call.tool(), call.effect(),
                    call.arguments(), call.status(), call.decidedBy(), call.decidedAt(), call.result(), call.madeAt(),
                    call.endedAt());
        }
    }

    /** @param hasMore whether there are earlier ones: ask again with {@code before} = the last one's time */
    public record Page(List<Line> calls, boolean hasMore) {}

    public ToolCallsResource(Caller caller, Db db, RoomAccess access, DecideToolCall decide) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.decide = decide;
    }

    /** The last calls, newest first, for admins. */
    @GET
    public Page read(@PathParam("room") RoomId room, @QueryParam("before") String before) {
        SignedIn signedIn = caller.require();
        Instant until = before == null ? END_OF_TIME : instant(before);
        List<Line> lines = db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account(), Role.ADMIN);
            return store.page(tx, room, until, PAGE_CALLS + 1).stream().map(Line::of).toList();
        });
        boolean hasMore = lines.size() > PAGE_CALLS;
        return new Page(hasMore ? lines.subList(0, PAGE_CALLS) : lines, hasMore);
    }

    @POST
    @Path("/{call}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public void approve(@PathParam("room") RoomId room, @PathParam("call") ToolCallId call, Approval approval) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> access.require(tx, room, signedIn.account()));
        String hash = Given.field("hash", Given.body(approval).hash());
        db.useTransaction(tx -> decide.approve(tx, room, signedIn.account(), call, hash));
    }

    @POST
    @Path("/{call}/reject")
    @Consumes(MediaType.WILDCARD)
    public void reject(@PathParam("room") RoomId room, @PathParam("call") ToolCallId call) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> decide.reject(tx, room, signedIn.account(), call));
    }

    /** Ends an approved call that runs; harmless when it is over. */
    @POST
    @Path("/{call}/stop")
    @Consumes(MediaType.WILDCARD)
    public void stop(@PathParam("room") RoomId room, @PathParam("call") ToolCallId call) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> decide.stop(tx, room, signedIn.account(), call));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.field(ErrorCode.INVALID, "before", "before is an instant such as 2026-11-22T12:00:00Z");
        }
    }
}
