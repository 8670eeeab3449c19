package weilu.message;

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
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.room.RoomAccess;

/** A room's messages: reading them by pages, and posting without a socket. */
@Path("/api/rooms/{room}/messages")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MessagesResource {
    /** A message to post; see {@code ClientFrame.SendMessage}. */
    public record NewMessage(
            ClientMessageId clientMessageId, String body, Seq quote, List<MemberId> mentions,
            List<AttachmentId> attachments) {
        public NewMessage {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }
    }

    /** Where and when the message stands in the room. */
    public record Accepted(Seq seq, Instant at) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final ReadMessages messages;
    private final PostMessage posts;

    public MessagesResource(Caller caller, Db db, RoomAccess access, ReadMessages messages, PostMessage posts) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.messages = messages;
        this.posts = posts;
    }

    /** One page: before or after a message, around one, or the latest. */
    @GET
    public MessagePage read(
            @PathParam("room") RoomId room, @QueryParam("before") String before, @QueryParam("after") String after,
            @QueryParam("around") String around, @QueryParam("limit") String limit) {
        SignedIn signedIn = caller.require();
        PageQuery query = PageQuery.of(before, after, around, limit);
        return db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account());
            return switch (query.place()) {
                case LATEST -> messages.latest(tx, room, query.limit());
                case BEFORE -> messages.before(tx, room, query.seq(), query.limit());
                case AFTER -> messages.after(tx, room, query.seq(), query.limit());
                case AROUND -> messages.around(tx, room, query.seq(), query.limit());
            };
        });
    }

    @POST
    public Accepted post(@PathParam("room") RoomId room, NewMessage message) {
        SignedIn signedIn = caller.require();
        if (message == null || message.clientMessageId() == null) {
            throw Refusal.field(ErrorCode.INVALID, "clientMessageId", "clientMessageId is missing");
        }
        Draft draft = new Draft(room, signedIn.account(), message.clientMessageId(), message.body(), message.quote(),
                message.mentions(), message.attachments(), 0, null);
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> new Accepted(posted.seq(), posted.at());
            case PostOutcome.AlreadyPosted posted -> new Accepted(posted.seq(), posted.at());
            case PostOutcome.Refused refused -> throw new Refusal(refused.problem());
        };
    }
}
