package weilu.conversation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;

/** One conversation with an agent: its title, whether it is put away, and which model answers in it. */
@Path("/api/rooms/{room}/conversation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ConversationResource {
    /** What to change; null leaves it as it is. */
    public record Wish(String title, Boolean archived) {}

    private final Caller caller;
    private final Db db;
    private final Conversations conversations;
    private final DeleteConversation delete;

    public ConversationResource(Caller caller, Db db, Conversations conversations, DeleteConversation delete) {
        this.delete = delete;
        this.caller = caller;
        this.db = db;
        this.conversations = conversations;
    }

    /** What was chosen; a model of null is automatic. */
    @GET
    public Choice read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> conversations.read(tx, room, signedIn.account()));
    }

    /** Holds from the next question on. */
    @PUT
    public Choice choose(@PathParam("room") RoomId room, Choice choice) {
        SignedIn signedIn = caller.require();
        Given.body(choice);
        return db.inTransaction(tx -> conversations.choose(tx, room, signedIn.account(), choice));
    }

    /** For good: what was said there is taken back, and nothing leads there any more. */
    @DELETE
    public void delete(@PathParam("room") RoomId room) {
        delete.delete(room, caller.require().account());
    }

    @PATCH
    public RoomView change(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.require();
        Given.body(wish);
        if (wish.title() == null && wish.archived() == null) {
            throw Refusal.field(ErrorCode.INVALID, "title", "say what to change: title or archived");
        }
        return db.inTransaction(tx -> {
            RoomView view = wish.archived() == null ? null
                    : conversations.archive(tx, room, signedIn.account(), wish.archived());
            return wish.title() == null ? view : conversations.rename(tx, room, signedIn.account(), wish.title());
        });
    }
}
