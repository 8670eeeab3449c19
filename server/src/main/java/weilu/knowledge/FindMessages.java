package weilu.knowledge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ranks messages by how well they answer a question (KN7). The weights and the cut-off were chosen on the tuning half of
 * evals/answers; a message that itself asks is seldom the answer, and what follows a like question often is.
 */
final class FindMessages {
    static final int HITS_MAX = 5;
    private static final double WORDS = 0.2;
    private static final double FOLLOWS = 0.5;
    private static final double ASKS = 0.08;
    private static final double CUT_OFF = 0.495;
    private static final double LATIN_CUT_OFF = 0.56;
    /** Hits this far behind the best one are left out. */
    private static final double BEHIND_MAX = 0.15;

    /**
     * A message that may answer.
     *
     * @param similarity of its meaning to the question's
     * @param askedBefore the highest similarity of a question that was asked shortly before it; −1 when none was
     */
    record Candidate(Said said, double similarity, double askedBefore) {}

    private record Scored(Said said, double score) {}

    private final Cues cues;

    FindMessages(Cues cues) {
        this.cues = cues;
    }

    /** The most fitting messages, the best first, or empty when none fits well enough to be called an answer. */
    Optional<List<Said>> choose(Question question, List<Candidate> candidates, Map<String, Double> weights) {
        List<Scored> ranked = candidates.stream()
                .map(candidate -> new Scored(candidate.said(), score(question, candidate, weights)))
                .sorted(Comparator.comparing((Scored one) -> -one.score()).thenComparing(one -> one.said().seq()))
                .limit(HITS_MAX).toList();
        double cutOff = question.isLatin() ? LATIN_CUT_OFF : CUT_OFF;
        if (ranked.isEmpty() || ranked.getFirst().score() < cutOff) {
            return Optional.empty();
        }
        double least = ranked.getFirst().score() - BEHIND_MAX;
        return Optional.of(ranked.stream().filter(one -> one.score() >= least).map(Scored::said).toList());
    }

    private double score(Question question, Candidate candidate, Map<String, Double> weights) {
        String body = candidate.said().body();
        double follows = Math.max(0, candidate.askedBefore() - candidate.similarity());
        return candidate.similarity() + FOLLOWS * follows + WORDS * question.share(body, weights)
                - (cues.isQuestion(body) ? ASKS : 0);
    }
}
