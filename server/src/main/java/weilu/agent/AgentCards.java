package weilu.agent;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import weilu.account.Account;
import weilu.account.AccountStore;
import weilu.account.SignedIn;
import weilu.db.Tx;
import weilu.id.ModelId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.tool.Tool;
import weilu.tool.Tools;

/** Draws agents' cards, and finds them by their entrances. */
public final class AgentCards {
    private final Agents agents;
    private final Entrances entrances;
    private final Tools tools;
    private final Function<ModelId, Optional<ModelShown>> models;
    private final AgentFileStore files = new AgentFileStore();
    private final AccountStore accounts = new AccountStore();

    /** @param models the model that would answer when this one, or null, is asked for */
    public AgentCards(Agents agents, Entrances entrances, Tools tools, Function<ModelId, Optional<ModelShown>> models) {
        this.agents = agents;
        this.entrances = entrances;
        this.tools = tools;
        this.models = models;
    }

    /** The agent behind this number, if its entrance is open to the one who asks. */
    public AgentProfile require(Tx tx, SignedIn caller, long number) {
        return entrances.find(tx, number)
                .flatMap(entrance -> agents.find(tx, entrance.agent())
                        .filter(agent -> !agent.retired() && (!entrance.closed() || keeps(caller, agent))))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no agent has this number, or its entrance is closed"));
    }

    /** Whether they may change the agent: its owner, and for the host agent whoever runs the server. */
    public static boolean keeps(SignedIn caller, AgentProfile agent) {
        return agent.host() ? caller.serverAdmin() : agent.isOwnedBy(caller.account());
    }

    public AgentCard draw(Tx tx, SignedIn caller, AgentProfile agent) {
        return draw(tx, caller, agent, List.of());
    }

    /** @param approved the tools that were approved in the room it is shown for */
    AgentCard draw(Tx tx, SignedIn caller, AgentProfile agent, List<String> approved) {
        AgentDefinition definition = agent.definition();
        Entrance entrance = entrances.of(tx, agent.account());
        boolean mine = keeps(caller, agent);
        String owner = agent.owner() == null ? null
                : accounts.find(tx, agent.owner()).map(Account::displayName).orElse(null);
        return new AgentCard(agent.account(), entrance.closed() && !mine ? null : (Long) entrance.number(), definition.name(),
                definition.picture(), definition.about(), definition.greeting(), definition.examples(), agent.host(), owner,
                mine, capabilities(definition.tools(), approved), models.apply(definition.model()).orElse(null),
                files.names(tx, definition.knowledge()));
    }

    List<Capability> capabilities(List<String> names, List<String> approved) {
        return names.stream().map(name -> tools.find(name).map(tool -> shown(tool, approved))
                .orElseGet(() -> new Capability(name, "", null, approved.contains(name)))).toList();
    }

    /** Whether this server has such a tool. */
    public boolean isHere(String tool) {
        return tools.find(tool).isPresent();
    }

    /** All tools that an agent could be given here. */
    List<Capability> all() {
        return tools.all().stream().map(tool -> shown(tool, List.of())).toList();
    }

    private static Capability shown(Tool tool, List<String> approved) {
        return new Capability(tool.name(), tool.spec().description(), tool.effect(), approved.contains(tool.name()));
    }
}
