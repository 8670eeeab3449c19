package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.agent.AgentCards;
import weilu.agent.AgentFiling;
import weilu.agent.AgentForm;
import weilu.agent.AgentKnowledge;
import weilu.agent.AgentSeats;
import weilu.agent.AgentTemplates;
import weilu.agent.Agents;
import weilu.agent.BuilderRights;
import weilu.agent.Entrances;
import weilu.agent.PreviewAgent;
import weilu.media.ProfilePictures;
import weilu.room.Admission;
import weilu.room.HostAgent;

/** Gives what builds agents to the resources at the edge. */
@Singleton
class BuilderBeans {
    @Produces
    private final Agents agents;
    @Produces
    private final AgentForm form;
    @Produces
    private final AgentKnowledge knowledge;
    @Produces
    private final Entrances entrances;
    @Produces
    private final AgentCards cards;
    @Produces
    private final AgentSeats seats;
    @Produces
    private final BuilderRights rights;
    @Produces
    private final AgentFiling filing;
    @Produces
    private final AgentTemplates templates = new AgentTemplates();
    @Produces
    private final PreviewAgent preview;
    @Produces
    private final HostAgent host;

    BuilderBeans(Wiring wiring) {
        AgentParts parts = wiring.agentParts;
        agents = parts.agents;
        form = parts.form;
        knowledge = parts.knowledge;
        entrances = parts.entrances;
        host = wiring.host;
        cards = new AgentCards(agents, entrances, wiring.tools.tools,
                model -> AgentParts.shown(wiring.gateway.models.choices(), model));
        seats = new AgentSeats(wiring.access, wiring.log, Admission.of(wiring.log, wiring.everyNode),
                wiring.roomParts.moderation, wiring.roomParts.departures, agents, cards, wiring.everyNode);
        rights = new BuilderRights(wiring.db, wiring.people.door, agents);
        filing = new AgentFiling(form, cards, wiring.blobs, new ProfilePictures(
                wiring.db, wiring.blobs, wiring.blobRows, wiring.pictures, wiring.clock));
        preview = new PreviewAgent(wiring.db, wiring.gateway.models, knowledge, wiring.clock);
    }
}
