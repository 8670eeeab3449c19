package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.room.RoomAccess;

/** Messages of a room: reading, posting, editing, recalling, reacting, pinning. */
@Path("/api/rooms/{room}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MessageResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final ReadMessages messages;
    private final PostMessage posts;
    private final EditMessage edits;
    private final RecallMessage recalls;
    private final React reactions;
    private final PinMessage pins;

    public MessageResource(
            Caller caller, Db db, RoomAccess access, ReadMessages messages, PostMessage posts, EditMessage edits,
            RecallMessage recalls, React reactions, PinMessage pins) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.messages = messages;
        this.posts = posts;
        this.edits = edits;
        this.recalls = recalls;
        this.reactions = reactions;
        this.pins = pins;
    }

    /** The same as the socket's sendMessage. */
    public record PostRequest(
            ClientMessageId clientMessageId, String body, Seq quote, List<MemberId> mentions,
            List<AttachmentId> attachments) {
        public PostRequest {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }
    }

    public record PostResponse(Seq seq, Instant at) {}

    public record EditRequest(String body, List<MemberId> mentions) {
        public EditRequest {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
        }
    }

    /** A page before, after or around a seq; without any, the latest. */
    @GET
    @Path("/messages")
    public MessagePage page(
            @PathParam("room") RoomId room, @QueryParam("before") String before, @QueryParam("after") String after,
            @QueryParam("around") String around, @QueryParam("limit") String limit) {
        AccountId account = caller.require().account();
        PageQuery query = PageQuery.of(before, after, around, limit);
        return db.inTransaction(tx -> {
            access.require(tx, room, account);
            return switch (query.place()) {
                case LATEST -> messages.latest(tx, room, query.limit());
                case BEFORE -> messages.before(tx, room, query.seq(), query.limit());
                case AFTER -> messages.after(tx, room, query.seq(), query.limit());
                case AROUND -> messages.around(tx, room, query.seq(), query.limit());
            };
        });
    }

    @POST
    @Path("/messages")
    public PostResponse post(@PathParam("room") RoomId room, PostRequest request) {
        AccountId account = caller.require().account();
        requireBody(request);
        if (request.clientMessageId() == null) {
            throw Refusal.field(ErrorCode.INVALID, "clientMessageId", "a message needs an id made by its sender");
        }
        Draft draft = new Draft(room, account, request.clientMessageId(), request.body(), request.quote(),
                request.mentions(), request.attachments(), 0, null);
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> new PostResponse(posted.seq(), posted.at());
            case PostOutcome.AlreadyPosted posted -> new PostResponse(posted.seq(), posted.at());
            case PostOutcome.Refused refused -> throw new Refusal(refused.problem());
        };
    }

    @PATCH
    @Path("/messages/{seq}")
    public void edit(@PathParam("room") RoomId room, @PathParam("seq") Seq seq, EditRequest request) {
        AccountId account = caller.require().account();
        requireBody(request);
        db.useTransaction(tx -> edits.edit(tx, room, account, seq, request.body(), request.mentions()));
    }

    /** 撤回. */
    @DELETE
    @Path("/messages/{seq}")
    public void recall(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        AccountId account = caller.require().account();
        db.useTransaction(tx -> recalls.recall(tx, room, account, seq));
    }

    @GET
    @Path("/messages/{seq}/history")
    public List<MessageVersion> history(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        AccountId account = caller.require().account();
        return db.inTransaction(tx -> edits.history(tx, room, account, seq));
    }

    @PUT
    @Path("/messages/{seq}/reactions/{emoji}")
    public void react(
            @PathParam("room") RoomId room, @PathParam("seq") Seq seq, @PathParam("emoji") String emoji) {
        setReaction(room, seq, emoji, true);
    }

    @DELETE
    @Path("/messages/{seq}/reactions/{emoji}")
    public void takeReaction(
            @PathParam("room") RoomId room, @PathParam("seq") Seq seq, @PathParam("emoji") String emoji) {
        setReaction(room, seq, emoji, false);
    }

    @PUT
    @Path("/messages/{seq}/pin")
    public void pin(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        setPinned(room, seq, true);
    }

    @DELETE
    @Path("/messages/{seq}/pin")
    public void unpin(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        setPinned(room, seq, false);
    }

    /** Pinned messages, the last pinned first. */
    @GET
    @Path("/pins")
    public List<MessageView> pins(@PathParam("room") RoomId room) {
        AccountId account = caller.require().account();
        return db.inTransaction(tx -> {
            access.require(tx, room, account);
            return messages.pinned(tx, room);
        });
    }

    private void setReaction(RoomId room, Seq seq, String emoji, boolean on) {
        AccountId account = caller.require().account();
        Emoji wanted = new Emoji(emoji);
        db.useTransaction(tx -> reactions.set(tx, room, account, seq, wanted, on));
    }

    private void setPinned(RoomId room, Seq seq, boolean pinned) {
        AccountId account = caller.require().account();
        db.useTransaction(tx -> pins.set(tx, room, account, seq, pinned));
    }

    private static void requireBody(Object request) {
        if (request == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a JSON object is needed");
        }
    }
}
