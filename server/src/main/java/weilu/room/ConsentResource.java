package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Which models one's own words in a room may be sent to, and what the room's owner has set for who does not choose. */
@Path("/api/rooms/{room}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ConsentResource {
    /**
     * @param models whether one's words may be sent to any model at all
     * @param held which models, as it holds now
     * @param chosen what one has chosen; absent while one has not
     * @param changedAt when one chose last; nobody else sees it
     */
    public record Consent(boolean models, ModelConsent held, ModelConsent chosen, Instant changedAt) {}

    /**
     * @param allow all, local, none, or "default" to go by the room again
     * @param models for older clients: true is all, false is none
     */
    public record Wish(String allow, Boolean models) {}

    /**
     * @param consent what holds for members who have not chosen; guests are asked for no more than local models
     * @param noStore the outbound ledger keeps hashes and counts, and nothing goes to models that train on what they get
     * @param mine whether the reader may change it
     */
    public record RoomRules(boolean modelsOff, ModelConsent consent, boolean noStore, boolean mine) {}

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final ChangeConsent change;
    private final ConsentStore consents = new ConsentStore();

    public ConsentResource(Caller caller, Db db, RoomAccess access, RoomLog log) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        change = new ChangeConsent(log, access);
    }

    @GET
    @Path("/me/consent")
    public Consent read(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> consent(consents.ofMember(tx, access.require(tx, room, signedIn.account()))));
    }

    /** Holds from the next prompt on; what was sent before stands in the room's outbound ledger. */
    @PUT
    @Path("/me/consent")
    public Consent give(@PathParam("room") RoomId room, Wish wish) {
        SignedIn signedIn = caller.require();
        Optional<ModelConsent> choice = choice(Given.body(wish));
        return db.inTransaction(tx ->
                consent(consents.ofMember(tx, change.ofMember(tx, room, signedIn.account(), choice))));
    }

    @GET
    @Path("/consent")
    public RoomRules rules(@PathParam("room") RoomId room) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> rules(tx, access.require(tx, room, signedIn.account())));
    }

    /** The owner's; in a direct room either of the two may. */
    @PUT
    @Path("/consent")
    public RoomRules set(@PathParam("room") RoomId room, ChangeConsent.Wish wish) {
        SignedIn signedIn = caller.require();
        ChangeConsent.Wish wished = Given.body(wish);
        return db.inTransaction(tx -> rules(tx, change.ofRoom(tx, room, signedIn.account(), wished)));
    }

    private RoomRules rules(Tx tx, Membership membership) {
        ConsentStore.RoomConsent rules = consents.ofRoom(tx, membership.room());
        return new RoomRules(rules.modelsOff(), rules.consent(), rules.noStore(), ChangeConsent.mayChange(membership));
    }

    private static Consent consent(ConsentStore.MemberConsent consent) {
        return new Consent(consent.held() != ModelConsent.NONE, consent.held(), consent.chosen(),
                consent.changedAt());
    }

    private static Optional<ModelConsent> choice(Wish wish) {
        if (wish.allow() == null) {
            return Optional.of(Given.field("allow", wish.models()) ? ModelConsent.ALL : ModelConsent.NONE);
        }
        return switch (wish.allow().toLowerCase(Locale.ROOT)) {
            case "default" -> Optional.empty();
            case "all" -> Optional.of(ModelConsent.ALL);
            case "local" -> Optional.of(ModelConsent.LOCAL);
            case "none" -> Optional.of(ModelConsent.NONE);
            default -> throw Refusal.field(ErrorCode.INVALID, "allow", "one of all, local, none and default");
        };
    }
}
