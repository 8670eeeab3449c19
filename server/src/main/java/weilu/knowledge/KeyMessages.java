package weilu.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import weilu.protocol.Answer;

/**
 * 要点摘录: the messages of a conversation that say what it came to, quoted and grouped by topic (KN1, KN2). Words choose the
 * candidates; only those are embedded, so the cost of a long conversation hardly grows.
 */
public final class KeyMessages {
    public static final int MESSAGES_MAX = 12;
    private static final int CANDIDATES_MAX = 48;
    private static final double ALIKE_THRESHOLD = 0.5;
    private static final double REPEAT_THRESHOLD = 0.93;
    private static final double MARKDOWN = 3;

    private final Set<String> stopWords = WordWeights.stopWords();
    private final Cues cues = new Cues();
    private final Quote quote = new Quote(cues);
    private final Topics topics = new Topics(stopWords);

    /** Key messages grouped by topic; topics and the messages in each stand in the order they were said. */
    public List<Answer.Topic> of(List<Said> conversation, Meanings meanings) {
        return grouped(conversation, meanings).stream()
                .map(topic -> new Answer.Topic(topic.title(),
                        topic.positions().stream().map(conversation::get).map(this::cite).toList()))
                .toList();
    }

    Answer.Citation cite(Said said) {
        return new Answer.Citation(said.seq(), said.author(), said.name(), said.at(), quote.of(said.body()));
    }

    List<Topics.Topic> grouped(List<Said> conversation, Meanings meanings) {
        WordWeights words = WordWeights.of(conversation.stream().map(Said::body).toList(), stopWords);
        double[] surface = surfaceScores(conversation, words);
        List<Integer> candidates = IntStream.range(0, conversation.size()).boxed()
                .filter(i -> !words.row(i).isEmpty())
                .sorted(Comparator.comparing((Integer i) -> -surface[i]).thenComparing(i -> i))
                .limit(CANDIDATES_MAX).sorted().toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Embedding> found = meanings.at(candidates);
        double[] scores = fullScores(candidates, surface, found);
        List<Integer> chosen = chooseDifferent(scores, found, wanted(conversation.size()));
        return topics.of(conversation, chosen.stream().map(candidates::get).toList(),
                chosen.stream().map(found::get).toList());
    }

    /** A short exchange is not quoted whole; a long one is not quoted at length. */
    static int wanted(int messages) {
        return Math.min(MESSAGES_MAX, 3 + messages / 5);
    }

    private double[] surfaceScores(List<Said> conversation, WordWeights words) {
        double[] central = standardised(words.centrality());
        double[] length = standardised(conversation.stream().mapToDouble(said -> Math.log(1 + said.body().length())).toArray());
        double[] scores = new double[conversation.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 0.6 * central[i] - 0.6 * length[i] + cues.boost(conversation.get(i).body());
        }
        return scores;
    }

    private static double[] fullScores(List<Integer> candidates, double[] surface, List<Embedding> found) {
        double[] central = standardised(LexRank.ranks(found, ALIKE_THRESHOLD));
        double[] scores = new double[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = surface[candidates.get(i)] + central[i];
        }
        return scores;
    }

    /** Takes the best, again and again, each time marking down what is like those taken (MMR) and dropping repeats. */
    private static List<Integer> chooseDifferent(double[] scores, List<Embedding> meanings, int wanted) {
        double[] left = scores.clone();
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < wanted) {
            int best = 0;
            for (int i = 1; i < left.length; i++) {
                best = left[i] > left[best] ? i : best;
            }
            if (left[best] == Double.NEGATIVE_INFINITY) {
                break;
            }
            chosen.add(best);
            for (int i = 0; i < left.length; i++) {
                double alike = meanings.get(i).cosine(meanings.get(best));
                double marked = scores[i] - MARKDOWN * Math.max(0, alike - ALIKE_THRESHOLD);
                left[i] = i == best || alike > REPEAT_THRESHOLD ? Double.NEGATIVE_INFINITY : Math.min(left[i], marked);
            }
        }
        return chosen.stream().sorted().toList();
    }

    /** Shifted and scaled to mean 0 and deviation 1; all zero when they are all the same. */
    private static double[] standardised(double[] values) {
        double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
        double square = 0;
        for (double value : values) {
            square += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(square / Math.max(1, values.length));
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = deviation < 1e-9 ? 0 : (values[i] - mean) / deviation;
        }
        return scaled;
    }
}
