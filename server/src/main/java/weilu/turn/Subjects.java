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
    /**
     * With this embedding, questions that are for an agent came to 0.43 and 0.64 at least with the nearest of its lines, others
     * to 0.43 and 0.57 at most: in Chinese, and in other languages, whose texts are all a little alike to it (SubjectsTest).
     */
    static final double CHINESE_MIN = 0.42;
    static final double OTHER_MIN = 0.6;

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

    /** Whether a text may be for the agent; also where it says nothing of itself, or nothing in the script of the text. */
    boolean mayConcern(AgentDefinition agent, String text) {
        boolean chinese = isChinese(text);
        List<Example<AgentDefinition>> lines = of(agent, agent).stream().filter(one -> isChinese(one.text()) == chinese).toList();
        if (lines.isEmpty() || text.isBlank()) {
            return true;
        }
        double nearest = switch (decide(lines, text)) {
            case Decision.Routed<AgentDefinition> routed -> routed.score();
            case Decision.Usual<AgentDefinition> usual -> usual.score();
        };
        return nearest >= (chinese ? CHINESE_MIN : OTHER_MIN);
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Whose line is nearest to the text; the lines' meanings are kept. */
    <T> Decision<T> decide(List<Example<T>> lines, String text) {
        return new ExampleRouter<>(lines, line -> meanings.get(line, knowledge::meaning)).decide(text);
    }
}
