package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.gateway.Usages.By;
import weilu.gateway.Usages.Of;
import weilu.gateway.Usages.Report;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** What was used of models on the whole server, for its admins. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class UsageResource {
    private final Caller caller;
    private final Db db;
    private final Usages usages;

    public UsageResource(Caller caller, Db db, Usages usages) {
        this.caller = caller;
        this.db = db;
        this.usages = usages;
    }

    @GET
    public Report read(@QueryParam("by") String by, @QueryParam("days") @DefaultValue("7") int days,
            @QueryParam("room") RoomId room, @QueryParam("person") AccountId person,
            @QueryParam("agent") AccountId agent, @QueryParam("model") String model) {
        caller.requireServerAdmin();
        return db.inTransaction(tx -> usages.report(
                tx, new Of(room, person, agent, model), By.of(by, By.values()), days));
    }
}
