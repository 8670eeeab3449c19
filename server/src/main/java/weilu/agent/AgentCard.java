package weilu.agent;

import java.util.List;
import weilu.id.AccountId;

/**
 * What everybody who meets an agent may see of it. Its persona is not in it.
 *
 * @param entrance the number of its entrance; null when that is closed
 * @param owner the name of who built it; null for the server's own
 * @param mine whether the one who asks may change it
 * @param model what it would answer with now; null when no model is connected
 * @param files the names of the files it answers from, which whoever asks it may hear of
 */
public record AgentCard(
        AccountId account, Long entrance, String name, String picture, String about, String greeting, List<String> examples,
        boolean host, String owner, boolean mine, List<Capability> tools, ModelShown model, List<String> files) {}
