package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.gateway.Usages.By;
import weilu.gateway.Usages.Of;
import weilu.gateway.Usages.Report;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** What one has used of models, and what is left today. */
@Path("/api/me/usage")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MyUsageResource {
    private final Caller caller;
    private final Db db;
    private final Usages usages;
    private final Quotas quotas;

    /** One's own quotas, as far as there are any, and what today came to, by currency. */
    public record Mine(List<Quotas.Left> quotas, List<Usages.Bill> today) {}

    public MyUsageResource(Caller caller, Db db, Usages usages, Quotas quotas) {
        this.caller = caller;
        this.db = db;
        this.usages = usages;
        this.quotas = quotas;
    }

    @GET
    public Report read(@QueryParam("by") String by, @QueryParam("days") @DefaultValue("7") int days,
            @QueryParam("room") RoomId room, @QueryParam("agent") AccountId agent, @QueryParam("model") String model) {
        SignedIn signedIn = caller.require();
        Of of = new Of(room, signedIn.account(), agent, model);
        return db.inTransaction(tx -> usages.report(tx, of, By.of(by, By.ROOM, By.AGENT, By.MODEL, By.PURPOSE), days));
    }

    @GET
    @Path("/left")
    public Mine left() {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> new Mine(
                quotas.left(tx, signedIn.account()), usages.today(tx, signedIn.account())));
    }
}
