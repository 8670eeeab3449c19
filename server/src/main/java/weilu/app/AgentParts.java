package weilu.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import weilu.account.DisplayNames;
import weilu.agent.AgentForm;
import weilu.agent.AgentKnowledge;
import weilu.agent.Agents;
import weilu.agent.Entrances;
import weilu.agent.ModelShown;
import weilu.db.Db;
import weilu.gateway.ModelChoice;
import weilu.id.ModelId;
import weilu.knowledge.Embedder;
import weilu.room.RoomLog;
import weilu.room.RoomProfiles;

/** Who agents are, and what they know; a stretch of {@link Wiring}. */
final class AgentParts {
    final AgentForm form;
    final AgentKnowledge knowledge;
    final Agents agents;
    final Entrances entrances;

    AgentParts(Db db, DisplayNames names, Embedder embedder, RoomLog log, Clock clock, SecureRandom random) {
        form = new AgentForm(names);
        knowledge = new AgentKnowledge(db, embedder, clock);
        agents = new Agents(form, knowledge, new RoomProfiles(log), clock);
        entrances = new Entrances(random, clock);
    }

    /** What would answer: the model that is wanted, or the first that can. */
    static Optional<ModelShown> shown(List<ModelChoice> choices, ModelId wanted) {
        return choices.stream().filter(one -> one.id().equals(wanted)).findFirst().or(() -> choices.stream().findFirst())
                .map(one -> new ModelShown(one.provider() + " · " + one.name(), one.local()));
    }
}
