package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.gateway.Usages.By;
import weilu.gateway.Usages.Of;
import weilu.gateway.Usages.Report;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** For who built an agent: how much it was used, by model. Not by whom, nor where. */
@Path("/api/agents/{agent}/usage")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AgentUsageResource {
    private final Caller caller;
    private final Db db;
    private final Usages usages;

    public AgentUsageResource(Caller caller, Db db, Usages usages) {
        this.caller = caller;
        this.db = db;
        this.usages = usages;
    }

    @GET
    public Report read(@PathParam("agent") AccountId agent, @QueryParam("by") String by,
            @QueryParam("days") @DefaultValue("7") int days, @QueryParam("model") String model) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            if (!usages.isOwner(tx, agent, signedIn.account())) {
                throw Refusal.of(ErrorCode.NOT_FOUND, "you have no such agent");
            }
            return usages.report(tx, new Of(null, null, agent, model), By.of(by, By.MODEL, By.PURPOSE), days);
        });
    }
}
