package weilu.agent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.room.HostAgent;
import weilu.room.InvitationLinks;
import weilu.room.QrCode;

/** The agents that the caller has built, and for who runs the server the host agent. */
@Path("/api/agents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AgentsResource {
    /** @param tools all that an agent could be given here */
    public record Listed(List<AgentView> agents, boolean mayBuild, int agentsMax, List<Capability> tools) {}

    /** @param version the one it was changed from; absent for a new agent */
    public record Wish(AgentDefinition definition, Integer version, String note) {}

    public record EntranceWish(Boolean closed) {}

    private final Caller caller;
    private final Db db;
    private final BuilderRights rights;
    private final Agents agents;
    private final AgentSeats seats;
    private final AgentCards cards;
    private final Entrances entrances;
    private final InvitationLinks links;
    private final HostAgent hostAgent;
    private final AgentFiling filing;
    private final AgentFileStore files = new AgentFileStore();
    private final SeatStore rooms = new SeatStore();

    public AgentsResource(
            Caller caller, Db db, BuilderRights rights, Agents agents, AgentSeats seats, AgentCards cards, Entrances entrances,
            InvitationLinks links, HostAgent hostAgent, AgentFiling filing) {
        this.caller = caller;
        this.db = db;
        this.rights = rights;
        this.agents = agents;
        this.seats = seats;
        this.cards = cards;
        this.entrances = entrances;
        this.links = links;
        this.hostAgent = hostAgent;
        this.filing = filing;
    }

    @GET
    public Listed list() {
        SignedIn signedIn = caller.requirePerson();
        boolean mayBuild = rights.mayBuild(signedIn);
        return db.inTransaction(tx -> {
            Optional<AgentProfile> host = agents.find(tx, hostAgent.account(tx)).filter(one -> signedIn.serverAdmin());
            List<AgentView> mine = Stream.concat(host.stream(), agents.ownedBy(tx, signedIn.account()).stream())
                    .map(one -> shown(tx, one)).toList();
            return new Listed(mine, mayBuild, Agents.OWNED_MAX, cards.all());
        });
    }

    @POST
    public AgentView create(Wish wish) {
        SignedIn signedIn = rights.requireBuilder(caller);
        AgentDefinition given = Given.field("definition", Given.body(wish).definition());
        return db.inTransaction(tx -> shown(tx, agents.create(tx, signedIn.account(), given)));
    }

    @GET
    @Path("/{agent}")
    public AgentView read(@PathParam("agent") AccountId agent) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> shown(tx, rights.requireKept(tx, signedIn, agent)));
    }

    @PUT
    @Path("/{agent}")
    public AgentView change(@PathParam("agent") AccountId agent, Wish wish) {
        SignedIn signedIn = rights.requireBuilder(caller);
        AgentDefinition given = Given.field("definition", Given.body(wish).definition());
        int based = Given.field("version", wish.version());
        return db.inTransaction(tx -> changed(tx, agents.change(
                tx, rights.requireKept(tx, signedIn, agent), signedIn.account(), given, based, wish.note())));
    }

    /** It leaves every group and speaks no more. What it said stays. */
    @DELETE
    @Path("/{agent}")
    public void retire(@PathParam("agent") AccountId agent) {
        SignedIn signedIn = caller.requirePerson();
        db.useTransaction(tx -> seats.retire(tx, rights.requireKept(tx, signedIn, agent)));
    }

    /** The newest first. */
    @GET
    @Path("/{agent}/versions")
    public List<AgentVersion> versions(@PathParam("agent") AccountId agent) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> agents.versions(tx, rights.requireKept(tx, signedIn, agent).account()));
    }

    /** Makes a new version that is like this one. */
    @POST
    @Path("/{agent}/versions/{number: [0-9]{1,9}}/restore")
    public AgentView restore(@PathParam("agent") AccountId agent, @PathParam("number") int number) {
        SignedIn signedIn = rights.requireBuilder(caller);
        return db.inTransaction(tx -> changed(
                tx, agents.restore(tx, rights.requireKept(tx, signedIn, agent), signedIn.account(), number)));
    }

    /** Without its model, files and rooms, which belong to this server. */
    @GET
    @Path("/{agent}/export")
    public Response write(@PathParam("agent") AccountId agent) {
        SignedIn signedIn = caller.requirePerson();
        byte[] file = db.inTransaction(tx -> filing.write(rights.requireKept(tx, signedIn, agent).definition()));
        return Response.ok(file).header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"agent-" + agent + ".weilu.json\"").build();
    }

    @PUT
    @Path("/{agent}/entrance")
    public AgentView setEntrance(@PathParam("agent") AccountId agent, EntranceWish wish) {
        SignedIn signedIn = caller.requirePerson();
        boolean closed = Given.field("closed", Given.body(wish).closed());
        return db.inTransaction(tx -> {
            AgentProfile kept = rights.requireKept(tx, signedIn, agent);
            entrances.setClosed(tx, agent, closed);
            return shown(tx, kept);
        });
    }

    /** A new number: the old link leads nowhere from now on. */
    @POST
    @Path("/{agent}/entrance/renew")
    @Consumes(MediaType.WILDCARD)
    public AgentView renewEntrance(@PathParam("agent") AccountId agent) {
        SignedIn signedIn = caller.requirePerson();
        return db.inTransaction(tx -> {
            AgentProfile kept = rights.requireKept(tx, signedIn, agent);
            entrances.renew(tx, agent);
            return shown(tx, kept);
        });
    }

    @GET
    @Path("/{agent}/entrance/qr.svg")
    @Produces("image/svg+xml")
    public Response svg(@PathParam("agent") AccountId agent) {
        return picture(QrCode.svg(read(agent).link()));
    }

    @GET
    @Path("/{agent}/entrance/qr.png")
    @Produces("image/png")
    public Response png(@PathParam("agent") AccountId agent) {
        return picture(QrCode.png(read(agent).link()));
    }

    private AgentView changed(Tx tx, AgentProfile agent) {
        seats.changed(tx, agent);
        return shown(tx, agent);
    }

    private AgentView shown(Tx tx, AgentProfile agent) {
        Entrance entrance = entrances.of(tx, agent.account());
        return new AgentView(agent.account(), agent.version(), agent.host(), agent.definition(), entrance.number(),
                entrance.closed(), links.toAgent(caller, entrance.number()), rooms.groups(tx, agent.account()).size(),
                files.find(tx, agent.definition().knowledge()), agents.isModelGone(tx, agent.definition()));
    }

    private static Response picture(Object body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "private, no-store").build();
    }
}
