package weilu.turn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import weilu.agent.AgentDefinition;
import weilu.gateway.ExampleRouter;
import weilu.gateway.ExampleRouter.Decision;
import weilu.gateway.ExampleRouter.Example;
import weilu.knowledge.Embedding;

/** What agents are for, in their own words: what they say of themselves, and the questions they offer. No model is asked. */
final class Subjects {
    static final int MEANINGS_KEPT_MAX = 2_000;

    private final RoomKnowledge knowledge;
    private final Cache<String, Embedding> meanings = Caffeine.newBuilder().maximumSize(MEANINGS_KEPT_MAX).build();

    Subjects(RoomKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** What is like one of an agent's own lines is for it. */
    static <T> List<Example<T>> of(AgentDefinition agent, T target) {
        List<Example<T>> lines = new ArrayList<>();
        agent.examples().forEach(text -> lines.add(new Example<>(agent.name(), text, target)));
        if (!agent.about().isBlank()) {
            lines.add(new Example<>(agent.name(), agent.about(), target));
        }
        return lines;
    }

    /** Whose line is nearest to the text; the lines' meanings are kept. */
    <T> Decision<T> decide(List<Example<T>> lines, String text) {
        return new ExampleRouter<>(lines, line -> meanings.get(line, knowledge::meaning)).decide(text);
    }
}
