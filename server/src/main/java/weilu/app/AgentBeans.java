package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.conversation.Conversations;
import weilu.engine.ModelFiles;
import weilu.conversation.DeleteConversation;
import weilu.gateway.Circuits;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelRoutes;
import weilu.gateway.Models;
import weilu.gateway.OfferedModels;
import weilu.conversation.Whispers;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Providers;
import weilu.gateway.Quotas;
import weilu.gateway.TryModel;
import weilu.gateway.TryProvider;
import weilu.gateway.Usages;
import weilu.tool.server.ServedTools;
import weilu.memory.Memories;
import weilu.message.RecallMessage;
import weilu.turn.AskAgain;
import weilu.turn.Manners;
import weilu.turn.Turns;
import weilu.turn.Why;

/** Gives agents and models to the resources at the edge. */
@Singleton
class AgentBeans {
    @Produces
    private final Providers providers;
    @Produces
    private final TryProvider tryProvider;
    @Produces
    private final ServedTools servedTools;
    @Produces
    private final TryModel tryModel;
    @Produces
    private final OfferedModels offered;
    @Produces
    private final Circuits circuits;
    @Produces
    private final ModelFiles modelFiles;
    @Produces
    private final ModelRoutes modelRoutes;
    @Produces
    private final Models models;
    @Produces
    private final ModelGateway modelGateway;
    @Produces
    private final OutboundLedger ledger;
    @Produces
    private final Quotas quotas;
    @Produces
    private final Usages usages;
    @Produces
    private final Turns turns;
    @Produces
    private final Conversations conversations;
    @Produces
    private final AskAgain askAgain;
    @Produces
    private final Whispers whispers;
    @Produces
    private final DeleteConversation deleteConversation;
    @Produces
    private final Memories memories;
    @Produces
    private final Manners manners;
    @Produces
    private final Why why = new Why();

    AgentBeans(Wiring wiring) {
        providers = wiring.gateway.providers;
        tryProvider = wiring.gateway.tryProvider;
        servedTools = wiring.gateway.servedTools;
        tryModel = wiring.gateway.tryModel;
        offered = wiring.gateway.offered;
        circuits = wiring.gateway.circuits;
        modelFiles = wiring.gateway.modelFiles;
        modelRoutes = wiring.gateway.routes;
        models = wiring.gateway.providers.models();
        modelGateway = wiring.gateway.models;
        ledger = wiring.gateway.ledger;
        quotas = wiring.gateway.quotas;
        usages = wiring.gateway.usages;
        conversations = wiring.conversations;
        whispers = wiring.whispers;
        deleteConversation = new DeleteConversation(wiring.db, wiring.roomParts.keepDirect,
                new RecallMessage(wiring.log, wiring.access, wiring.attachments), wiring.roomParts.departures, wiring.clock);
        memories = new Memories(wiring.access, wiring.clock);
        turns = wiring.agents.turns();
        askAgain = wiring.agents.askAgain();
        manners = new Manners(wiring.clock);
    }
}
