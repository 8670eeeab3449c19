package weilu.conversation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** Bringing an answer of one's own conversation into a room. */
@Path("/api/rooms/{room}/brought")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class BroughtResource {
    /** Which answer: the conversation it stands in, and its place there. */
    public record Wish(ClientMessageId clientMessageId, RoomId room, Seq message) {}

    public record Posted(Seq seq) {}

    private final Caller caller;
    private final BringAnswer bring;

    public BroughtResource(Caller caller, BringAnswer bring) {
        this.caller = caller;
        this.bring = bring;
    }

    @POST
    public Posted post(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.requirePerson();
        Given.body(wish);
        ClientMessageId id = Given.field("clientMessageId", wish.clientMessageId());
        return new Posted(bring.bring(Given.field("room", wish.room()), Given.field("message", wish.message()), room,
                signedIn.account(), id));
    }
}
