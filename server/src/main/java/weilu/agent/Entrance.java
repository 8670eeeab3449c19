package weilu.agent;

import weilu.id.AccountId;

/**
 * 入口: where an agent is found.
 *
 * @param number nine digits; whoever has it and is signed in sees the agent's card
 * @param closed only its owner sees it for now
 */
public record Entrance(AccountId agent, long number, boolean closed) {}
