package weilu.knowledge;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;

/** Finds messages that share a question's rare words, by the word index. */
final class WordLane {
    /** A term in this many messages of the newest stretches is common; it is counted no further. */
    private static final int MESSAGES_PER_TERM_MAX = 200;
    private static final int STRETCHES_MAX = 32;

    private final IndexStore index = new IndexStore();

    /**
     * Messages that share most, and how much each term weighs in this room.
     *
     * @param weights by term: the rarer the more
     */
    record Hits(List<Seq> messages, Map<String, Double> weights) {}

    Hits find(Tx tx, RoomId room, Set<String> terms, Seq before, int limit) {
        long newest = SearchKeys.stretch(before.value());
        long oldest = Math.max(0, newest - STRETCHES_MAX + 1);
        Map<String, Double> weights = new HashMap<>();
        Map<Seq, Double> sums = new HashMap<>();
        List<String> ordered = List.copyOf(terms);
        List<List<String>> keys = ordered.stream().map(term -> LongStream.rangeClosed(0, newest - oldest)
                .mapToObj(back -> SearchKeys.of(room, newest - back, List.of(term))).toList()).toList();
        Map<Integer, List<Seq>> held = index.find(tx, room, keys, before, MESSAGES_PER_TERM_MAX).stream()
                .collect(Collectors.groupingBy(
                        IndexStore.Hit::place, Collectors.mapping(IndexStore.Hit::seq, Collectors.toList())));
        for (int place = 0; place < ordered.size(); place++) {
            List<Seq> messages = held.getOrDefault(place, List.of());
            double weight = Math.log(1 + before.value() / (1.0 + messages.size()));
            weights.put(ordered.get(place), weight);
            messages.forEach(seq -> sums.merge(seq, weight, Double::sum));
        }
        List<Seq> best = sums.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Seq, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .limit(limit).map(Map.Entry::getKey).toList();
        return new Hits(best, weights);
    }
}
