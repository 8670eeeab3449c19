package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.InvitationId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** A room's invitations, with their links and QR codes. */
@Path("/api/rooms/{room}/invitations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class InvitationsResource {
    /** What the invitation shall allow; all may be absent. See {@link InvitationTerms}. */
    public record Wish(boolean oneUse, Long expiresInSeconds, boolean guests, String phrase) {
        InvitationTerms terms() {
            Duration validFor = expiresInSeconds == null ? null : Duration.ofSeconds(expiresInSeconds);
            Phrase saying = phrase == null || phrase.isBlank() ? null : Phrase.toOpenWith(phrase);
            return new InvitationTerms(oneUse, validFor, guests, saying);
        }
    }

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Invitations invitations;
    private final InvitationLinks links;
    private final DoorLimits limits;

    public InvitationsResource(
            Caller caller, Db db, RoomAccess access, Invitations invitations, InvitationLinks links, DoorLimits limits) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.invitations = invitations;
        this.links = links;
        this.limits = limits;
    }

    /** The invitations that are open; a member who is no admin sees their own. */
    @GET
    public List<InvitationView> list(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> invitations.list(tx, access.require(tx, room, signedIn.account()))).stream()
                .map(this::linked).toList();
    }

    @POST
    public InvitationView create(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.require();
        InvitationTerms terms = Given.body(wish).terms();
        if (terms.phrase() != null) {
            limits.countPhrase(signedIn.account(), caller.visit().place());
        }
        return linked(db.inTransaction(tx -> invitations.create(tx, room, signedIn.account(), terms)));
    }

    @DELETE
    @Path("/{invitation}")
    public void revoke(@PathParam("room") RoomId room, @PathParam("invitation") InvitationId invitation) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> invitations.revoke(tx, room, signedIn.account(), invitation));
    }

    @GET
    @Path("/{invitation}/qr.png")
    @Produces("image/png")
    public Response png(@PathParam("room") RoomId room, @PathParam("invitation") InvitationId invitation) {
        return picture(QrCode.png(link(room, invitation)));
    }

    @GET
    @Path("/{invitation}/qr.svg")
    @Produces("image/svg+xml")
    public Response svg(@PathParam("room") RoomId room, @PathParam("invitation") InvitationId invitation) {
        return picture(QrCode.svg(link(room, invitation)));
    }

    private String link(RoomId room, InvitationId invitation) {
        SignedIn signedIn = caller.require();
        InvitationView view = linked(db.inTransaction(tx ->
                invitations.find(tx, access.require(tx, room, signedIn.account()), invitation)));
        if (view.link() == null || view.revoked()) {
            throw Refusal.of(ErrorCode.GONE, "this link can no longer be shown; make a new one");
        }
        return view.link();
    }

    private InvitationView linked(InvitationView view) {
        return view.secret() == null ? view : view.at(links.of(caller, view.secret()));
    }

    private static Response picture(Object body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "private, no-store").build();
    }
}
