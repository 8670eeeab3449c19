package weilu.message;

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

/** Forwarding a message into this room. */
@Path("/api/rooms/{room}/forwarded")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ForwardedResource {
    /** Which message: the room it stands in, and its place there; and what the forwarder says to it, or null. */
    public record Wish(ClientMessageId clientMessageId, RoomId room, Seq message, String words) {}

    public record Posted(Seq seq) {}

    private final Caller caller;
    private final ForwardMessage forward;

    public ForwardedResource(Caller caller, ForwardMessage forward) {
        this.caller = caller;
        this.forward = forward;
    }

    @POST
    public Posted post(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.requirePerson();
        Given.body(wish);
        return new Posted(forward.forward(signedIn.account(), new ForwardMessage.Wish(Given.field("room", wish.room()),
                Given.field("message", wish.message()), room, Given.field("clientMessageId", wish.clientMessageId()),
                wish.words())));
    }
}
