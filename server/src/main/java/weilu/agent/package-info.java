/**
 * 智能体: who the agents are, who builds them, and which rooms they are in. What they do, from trigger to reply, is a turn's.
 *
 * <ul>
 *   <li>AG1. The host agent 阿炉 is one account of this server, made at its first start; it is in every new room and says there
 *       its greeting as admins wrote it, or in one line what it can do, in the creator's language. It has a definition like
 *       the others, which admins of the server change; its name is a setting, and it cannot be retired.
 *   <li>AG2. An agent is its {@link weilu.agent.AgentDefinition}. Each change is a new version; a version is never changed.
 *       Who changes an older one than the newest is told. A person has a limited number of agents.
 *   <li>AG3. A persona is its builder's words: it says how the agent speaks. It stands between marks of its own, before our
 *       rules, and gives no tool, no right and no consent.
 *   <li>AG11. An agent is saved only with a model that is here. When its model is removed later, its builder is told, and the
 *       first that can answers in its place.
 *   <li>AG4. An agent without a model answers with the embedded engine, labelled as that, and says that no model is connected.
 *   <li>AG5. In a group an agent has the tools that an admin there has approved, of those its newest version asks for.
 *   <li>AG6. A member proposes an agent for a room; an admin's yes brings it in, with the tools it had then. A version that
 *       asks for more keeps to those until an admin there says yes again. The admins of the room hear at once how many wait.
 *   <li>AG7. An entrance 入口 is a number. Whoever is signed in and has it sees the agent's card, talks to it in a room of
 *       their own, and proposes it for rooms. Its owner closes it, and renews the number.
 *   <li>AG8. What an agent's files say, whoever may ask it can read. A file is its owner's; nobody names another's.
 *   <li>AG12. A file that no version of an agent refers to goes a week after it came, and so do the files of a retired agent.
 *       What a version or a way back to one may still need stays.
 *   <li>AG9. A file of an agent comes in as a draft that a person looks at; it is never live at once. What is not known in it
 *       is named and left out.
 *   <li>AG10. A preview is kept nowhere but in the ledger, counts on the builder's own quota, and has no tools and no room.
 * </ul>
 */
package weilu.agent;
