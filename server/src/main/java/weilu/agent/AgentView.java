package weilu.agent;

import java.util.List;
import weilu.id.AccountId;

/**
 * An agent as who may change it sees it.
 *
 * @param link to its entrance
 * @param rooms how many groups it is in
 * @param files those of its definition
 * @param modelGone its model was removed from this server; the first that can answers in its place
 */
public record AgentView(
        AccountId account, int version, boolean host, AgentDefinition definition, long entrance, boolean closed, String link,
        int rooms, List<AgentFile> files, boolean modelGone) {}
