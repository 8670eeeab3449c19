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
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.gateway.Usages.By;
import weilu.gateway.Usages.Of;
import weilu.gateway.Usages.Report;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.room.RoomAccess;

/** What a room has used of models, for its admins; and what one message came to, for every member. */
@Path("/api/rooms/{room}/usage")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomUsageResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final Usages usages;

    /** One bill for all that followed from one message, by currency. */
    public record Bills(List<Usages.Bill> bills) {}

    public RoomUsageResource(Caller caller, Db db, RoomAccess access, Usages usages) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.usages = usages;
    }

    @GET
    public Report read(@PathParam("room") RoomId room, @QueryParam("by") String by,
            @QueryParam("days") @DefaultValue("7") int days, @QueryParam("person") AccountId person,
            @QueryParam("agent") AccountId agent, @QueryParam("model") String model) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account(), Role.ADMIN);
            Of of = new Of(room, person, agent, model);
            return usages.report(tx, of, By.of(by, By.PERSON, By.AGENT, By.MODEL, By.PURPOSE), days);
        });
    }

    /** What all that agents did because of this message of a person came to. */
    @GET
    @Path("/chains/{seq}")
    public Bills ofChain(@PathParam("room") RoomId room, @PathParam("seq") Seq seq) {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> {
            access.require(tx, room, signedIn.account());
            return new Bills(usages.ofChain(tx, room, seq));
        });
    }
}
