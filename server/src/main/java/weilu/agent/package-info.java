/**
 * 智能体: who the agents are. What they do, from trigger to reply, is a turn's.
 *
 * <ul>
 *   <li>AG1. The host agent 阿炉 is one account of this server, made at its first start; it is in every new room and says
 *       there in one line what it can do, in the creator's language.
 * </ul>
 */
package weilu.agent;
