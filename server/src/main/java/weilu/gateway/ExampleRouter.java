package weilu.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import weilu.knowledge.Embedding;

/**
 * Finds what a text is for by the labelled example that is nearest in meaning (RT1). Deterministic, a few milliseconds, and no
 * model is asked. What a label stands for is up to the caller: a model, or an agent.
 */
public final class ExampleRouter<T> {
    /**
     * With this embedding small talk came to 0.50 at most with any example, a question in other words to 0.69 at least:
     * ExampleRouterTest.
     */
    public static final double SCORE_MIN = 0.6;
    private static final int TEXT_CHARACTERS_MAX = 400;

    private final Function<String, Embedding> meaning;
    private final List<Known<T>> examples = new ArrayList<>();

    /** Texts that are like this one are for the target. */
    public record Example<T>(String label, String text, T target) {}

    /** What became of it: the nearest example and how near it is, also where that was not near enough. */
    public sealed interface Decision<T> {
        /** It is for the target. */
        record Routed<T>(T target, String label, String example, double score) implements Decision<T> {}

        /** It is like none of the examples; the nearest is told, or null where there is none. */
        record Usual<T>(String nearest, double score) implements Decision<T> {}
    }

    private record Known<T>(Example<T> example, Embedding meaning) {}

    /** @param meaning of a text; runs once for each example here, and once for each text that is decided */
    public ExampleRouter(List<Example<T>> examples, Function<String, Embedding> meaning) {
        this.meaning = meaning;
        examples.forEach(example -> this.examples.add(new Known<>(example, meaning.apply(example.text()))));
    }

    /** Of two that are equally near the first counts. */
    public Decision<T> decide(String text) {
        if (examples.isEmpty() || text.isBlank()) {
            return new Decision.Usual<>(null, 0);
        }
        Embedding asked = meaning.apply(text.substring(0, Math.min(text.length(), TEXT_CHARACTERS_MAX)));
        Known<T> nearest = null;
        double best = -1;
        for (Known<T> known : examples) {
            double score = asked.cosine(known.meaning());
            if (score > best) {
                best = score;
                nearest = known;
            }
        }
        Example<T> example = nearest.example();
        return best >= SCORE_MIN
                ? new Decision.Routed<>(example.target(), example.label(), example.text(), best)
                : new Decision.Usual<>(example.text(), best);
    }
}
