package weilu.turn;

import java.time.Duration;
import weilu.id.MemberId;

/**
 * All that decides whether an agent acts on a message; nothing else does.
 *
 * @param hops of the message: agent replies since a person last spoke
 * @param mentionsAgent it names the agent, by id or by @ and its name
 * @param quotesAgent it quotes one of the agent's messages
 * @param direct the room is a direct room with the agent
 */
record TriggerSituation(
        MemberId agent, MemberId author, boolean authorIsAgent, int hops, boolean mentionsAgent, boolean quotesAgent,
        boolean direct, boolean recalled, boolean imported, boolean beforeAgentCame, boolean archived,
        boolean agentMuted, Duration age) {}
