package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.db.Rows;
import weilu.gateway.Usages.By;
import weilu.gateway.Usages.Of;
import weilu.gateway.Usages.Report;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.room.RoomAccess;

/** What was used of models: the server's for its admins, a room's for its admins, one's own, and that of one's agent. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class UsageResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Usages usages;
    private final Quotas quotas;

    /** What is left today of one's own quotas. */
    public record Mine(List<Quotas.Left> quotas) {}

    /** One bill for all that followed from one message, by currency. */
    public record Bills(List<Usages.Bill> bills) {}

    public UsageResource(Caller caller, Db db, RoomAccess access, Usages usages, Quotas quotas) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.usages = usages;
        this.quotas = quotas;
    }

    @GET
    @Path("/usage")
    public Report ofServer(@QueryParam("by") String by, @QueryParam("days") @DefaultValue("7") int days) {
        caller.requireServerAdmin();
        return db.inTransaction(tx -> usages.report(tx, Of.SERVER, by(by, By.values()), days));
    }

    @GET
    @Path("/me/usage")
    public Report mine(@QueryParam("by") String by, @QueryParam("days") @DefaultValue("7") int days) {
        SignedIn signedIn = caller.require();
        Of of = new Of(null, signedIn.account(), null);
        return db.inTransaction(tx -> usages.report(tx, of, by(by, By.ROOM, By.AGENT, By.MODEL, By.PURPOSE), days));
    }

    @GET
    @Path("/me/quotas")
    public Mine myQuotas() {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new Mine(quotas.left(tx, signedIn.account())));
    }

    @GET
    @Path("/rooms/{room}/usage")
    public Report ofRoom(@PathParam("room") RoomId room, @QueryParam("by") String by,
            @QueryParam("days") @DefaultValue("7") int days) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account(), Role.ADMIN);
            Of of = new Of(room, null, null);
            return usages.report(tx, of, by(by, By.PERSON, By.AGENT, By.MODEL, By.PURPOSE), days);
        });
    }

    /** For who built the agent: how much, by model. Not by whom, nor where. */
    @GET
    @Path("/agents/{agent}/usage")
    public Report ofAgent(@PathParam("agent") AccountId agent, @QueryParam("by") String by,
            @QueryParam("days") @DefaultValue("7") int days) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            if (!usages.isOwner(tx, agent, signedIn.account())) {
                throw Refusal.of(ErrorCode.NOT_FOUND, "you have no such agent");
            }
            return usages.report(tx, new Of(null, null, agent), by(by, By.MODEL, By.PURPOSE), days);
        });
    }

    /** What all that agents did because of this message came to. */
    @GET
    @Path("/rooms/{room}/chains/{seq}/bill")
    public Bills ofChain(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account());
            return new Bills(usages.ofChain(tx, room, seq));
        });
    }

    private static By by(String name, By... allowed) {
        return Stream.of(allowed).filter(one -> one.name().equalsIgnoreCase(name == null ? "model" : name)).findFirst()
                .orElseThrow(() -> Refusal.field(ErrorCode.INVALID, "by", "one of "
                        + Stream.of(allowed).map(Rows::stored).toList().toString().toLowerCase(Locale.ROOT)));
    }
}
