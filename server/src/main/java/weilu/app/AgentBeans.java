package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.conversation.Conversations;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Providers;
import weilu.gateway.TryProvider;
import weilu.tool.server.ServedTools;
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
    private final OutboundLedger ledger;
    @Produces
    private final Turns turns;
    @Produces
    private final Conversations conversations;
    @Produces
    private final AskAgain askAgain;
    @Produces
    private final Manners manners;
    @Produces
    private final Why why = new Why();

    AgentBeans(Wiring wiring) {
        providers = wiring.gateway.providers;
        tryProvider = wiring.gateway.tryProvider;
        servedTools = wiring.gateway.servedTools;
        ledger = wiring.gateway.ledger;
        conversations = wiring.conversations;
        turns = wiring.agents.turns();
        askAgain = wiring.agents.askAgain();
        manners = new Manners(wiring.clock);
    }
}
