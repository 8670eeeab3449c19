package weilu.message;

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
import java.util.List;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What becomes of one message: editing, recalling, reacting, pinning. */
@Path("/api/rooms/{room}/messages/{seq}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MessageResource {
    private final Caller caller;
    private final Db db;
    private final EditMessage edits;
    private final RecallMessage recalls;
    private final React reactions;
    private final PinMessage pins;

    public MessageResource(
            Caller caller, Db db, EditMessage edits, RecallMessage recalls, React reactions, PinMessage pins) {
        this.caller = caller;
        this.db = db;
        this.edits = edits;
        this.recalls = recalls;
        this.reactions = reactions;
        this.pins = pins;
    }

    public record EditRequest(String body, List<MemberId> mentions) {
        public EditRequest {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
        }
    }

    @PATCH
    public void edit(@PathParam("room") RoomId room, @PathParam("seq") Seq seq, EditRequest request) {
        AccountId account = caller.require().account();
        if (request == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a JSON object is needed");
        }
        db.useTransaction(tx -> edits.edit(tx, room, account, seq, request.body(), request.mentions()));
    }

    /** 撤回. */
    @DELETE
    public void recall(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        AccountId account = caller.require().account();
        db.useTransaction(tx -> recalls.recall(tx, room, account, seq));
    }

    @GET
    @Path("/history")
    public List<MessageVersion> history(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        AccountId account = caller.require().account();
        return db.inTransaction(tx -> edits.history(tx, room, account, seq));
    }

    @PUT
    @Path("/reactions/{emoji}")
    public void react(
            @PathParam("room") RoomId room, @PathParam("seq") Seq seq, @PathParam("emoji") String emoji) {
        setReaction(room, seq, emoji, true);
    }

    @DELETE
    @Path("/reactions/{emoji}")
    public void takeReaction(
            @PathParam("room") RoomId room, @PathParam("seq") Seq seq, @PathParam("emoji") String emoji) {
        setReaction(room, seq, emoji, false);
    }

    @PUT
    @Path("/pin")
    public void pin(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        setPinned(room, seq, true);
    }

    @DELETE
    @Path("/pin")
    public void unpin(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        setPinned(room, seq, false);
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
}
