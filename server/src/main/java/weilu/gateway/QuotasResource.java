package weilu.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.UsedUp.Measure;
import weilu.protocol.UsedUp.Scope;

/** What may be used of models in a day, for the server's admins: defaults, and what one person, room or agent has instead. */
@Path("/api/quotas")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class QuotasResource {
    private final Caller caller;
    private final Db db;
    private final Quotas quotas;

    /** @param zone where the server's days begin */
    public record Page(List<Quotas.Entry> quotas, String zone) {}

    /** @param most a whole number from 0 on; null is as much as they like, although there is a default */
    public record Form(JsonNode most) {}

    public QuotasResource(Caller caller, Db db, Quotas quotas) {
        this.caller = caller;
        this.db = db;
        this.quotas = quotas;
    }

    @GET
    public Page list() {
        caller.requireServerAdmin();
        return db.inTransaction(tx -> new Page(quotas.list(tx), quotas.zone().getId()));
    }

    /** @param subject an account, a room, or an agent's account; 0 is the default for all of the scope */
    @PUT
    @Path("/{scope}/{subject}/{measure}")
    public Page set(@PathParam("scope") String scope, @PathParam("subject") long subject,
            @PathParam("measure") String measure, Form form) {
        AccountId admin = caller.requireServerAdmin().account();
        Long most = most(Given.body(form).most());
        return db.inTransaction(tx -> {
            quotas.set(tx, admin, scope(scope), subject, measure(measure), most);
            return new Page(quotas.list(tx), quotas.zone().getId());
        });
    }

    /** The default holds again; without one, there is no limit. */
    @DELETE
    @Path("/{scope}/{subject}/{measure}")
    public void forget(@PathParam("scope") String scope, @PathParam("subject") long subject,
            @PathParam("measure") String measure) {
        caller.requireServerAdmin();
        db.useTransaction(tx -> quotas.forget(tx, scope(scope), subject, measure(measure)));
    }

    private static Long most(JsonNode most) {
        if (most == null || most.isNull()) {
            return null;
        }
        if (!most.isIntegralNumber() || !most.canConvertToLong() || most.longValue() < 0
                || most.longValue() > Quotas.MOST_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "most", "a whole number from 0 to " + Quotas.MOST_MAX);
        }
        return most.longValue();
    }

    private static Scope scope(String name) {
        return Stream.of(Scope.values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> Refusal.field(ErrorCode.INVALID, "scope", "person, room, agent or server"));
    }

    private static Measure measure(String name) {
        return Stream.of(Measure.values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> Refusal.field(ErrorCode.INVALID, "measure", "tokens, turns or deep_turns"));
    }
}
