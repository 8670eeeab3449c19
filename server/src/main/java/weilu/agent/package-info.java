/**
 * 智能体: who the agents are, who builds them, and which rooms they are in. What they do, from trigger to reply, is a turn's.
 *
 * <ul>
 *   <li>AG1. The host agent 阿炉 is one account of this server, made at its first start; it is in every new room and says
 *       there in one line what it can do, in the creator's language. It has a definition like the others, which admins of the
 *       server change; its name is a setting, and it cannot be retired.
 *   <li>AG2. An agent is its {@link weilu.agent.AgentDefinition}. Each change is a new version; a version is never changed.
 *       Who changes an older one than the newest is told. A person has a limited number of agents.
 *   <li>AG3. A persona is its builder's words: it says how the agent speaks. It stands between marks of its own, before our
 *       rules, and gives no tool, no right and no consent.
 *   <li>AG4. An agent without a model answers with the embedded engine, labelled as that, and says that no model is connected.
 *   <li>AG5. In a group an agent has the tools that an admin there has approved, of those its newest version asks for.
 * </ul>
 */
package weilu.agent;
