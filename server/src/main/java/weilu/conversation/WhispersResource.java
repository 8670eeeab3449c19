package weilu.conversation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.room.RoomAccess;

/** 悄悄话: asking an agent of a room so that only oneself sees it. */
@Path("/api/rooms/{room}/whispers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class WhispersResource {
    /** The caller's own, oldest first. */
    public record Page(List<Whispers.Whisper> whispers) {}

    /** @param attachments what was uploaded to the {@link #place} of whispers with that agent; null for none */
    public record Question(ClientMessageId clientMessageId, MemberId agent, String body, List<AttachmentId> attachments) {
        public Question {
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }
    }

    public record Agent(MemberId agent) {}

    public record Place(RoomId room) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Whispers whispers;

    public WhispersResource(Caller caller, Db db, RoomAccess access, Whispers whispers) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.whispers = whispers;
    }

    @GET
    public Page read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new Page(whispers.read(tx, access.require(tx, room, signedIn.account()))));
    }

    /** The room of the two, for uploading what a whisper shall carry; nobody else may read it there. */
    @POST
    @Path("/place")
    public Place place(@PathParam("room") RoomId room, Agent wish) {
        SignedIn signedIn = caller.requirePerson();
        return new Place(whispers.place(room, signedIn.account(), Given.field("agent", Given.body(wish).agent())));
    }

    /** Puts the question into the direct room with that agent; the answer comes there, too. */
    @POST
    public Whispers.Asked ask(@PathParam("room") RoomId room, Question question) {
        SignedIn signedIn = caller.requirePerson();
        Given.body(question);
        ClientMessageId id = Given.field("clientMessageId", question.clientMessageId());
        return whispers.ask(room, signedIn.account(), Given.field("agent", question.agent()), id, question.body(),
                question.attachments());
    }
}
