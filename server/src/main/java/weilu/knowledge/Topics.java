package weilu.knowledge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Puts messages that belong together into one topic: alike in meaning, and said at about the same time (KN2). */
final class Topics {
    /** Average likeness under which two groups stay apart; evals/README.md says how it was set. */
    static final double JOIN_THRESHOLD = 0.60;
    private static final double CLOSENESS_WEIGHT = 0.2;
    private static final double FORGOTTEN_MINUTES = 60;

    /** Messages by their positions in the conversation, under a few of their own words. */
    record Topic(String title, List<Integer> positions) {}

    private final TopicTitle title;
    private final double joinThreshold;

    Topics(Set<String> stopWords) {
        this(stopWords, JOIN_THRESHOLD);
    }

    Topics(Set<String> stopWords, double joinThreshold) {
        this.title = new TopicTitle(stopWords);
        this.joinThreshold = joinThreshold;
    }

    /** Groups the messages at these positions, whose meanings stand in the same order. */
    List<Topic> of(List<Said> conversation, List<Integer> positions, List<Embedding> meanings) {
        double[][] alike = likeness(conversation, positions, meanings);
        List<List<Integer>> groups = join(alike);
        List<List<Integer>> members = groups.stream()
                .map(group -> group.stream().map(positions::get).sorted().toList()).toList();
        List<String> titles = title.of(conversation, members);
        List<Topic> topics = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            topics.add(new Topic(titles.get(i), members.get(i)));
        }
        return topics;
    }

    /** Joins the two most alike groups until none are alike enough; groups stand in the order of their first member. */
    List<List<Integer>> join(double[][] alike) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < alike.length; i++) {
            groups.add(new ArrayList<>(List.of(i)));
        }
        while (groups.size() > 1) {
            int into = -1;
            int from = -1;
            double best = joinThreshold;
            for (int i = 0; i < groups.size(); i++) {
                for (int j = i + 1; j < groups.size(); j++) {
                    double average = average(alike, groups.get(i), groups.get(j));
                    if (average > best) {
                        best = average;
                        into = i;
                        from = j;
                    }
                }
            }
            if (into < 0) {
                break;
            }
            groups.get(into).addAll(groups.remove(from));
        }
        groups.sort(Comparator.comparing((List<Integer> group) -> group.stream().min(Integer::compare).orElseThrow()));
        return groups;
    }

    static double[][] likeness(List<Said> conversation, List<Integer> positions, List<Embedding> meanings) {
        double[][] alike = new double[positions.size()][positions.size()];
        for (int i = 0; i < positions.size(); i++) {
            for (int j = 0; j < i; j++) {
                double meaning = meanings.get(i).similarity(meanings.get(j));
                double minutes = Duration.between(
                        conversation.get(positions.get(j)).at(), conversation.get(positions.get(i)).at()).abs().toMillis()
                        / 60_000.0;
                double closeness = Math.exp(-minutes / FORGOTTEN_MINUTES);
                alike[i][j] = (1 - CLOSENESS_WEIGHT) * meaning + CLOSENESS_WEIGHT * closeness;
                alike[j][i] = alike[i][j];
            }
        }
        return alike;
    }

    private static double average(double[][] alike, List<Integer> one, List<Integer> other) {
        double sum = 0;
        for (int i : one) {
            for (int j : other) {
                sum += alike[i][j];
            }
        }
        return sum / (one.size() * other.size());
    }
}
