package weilu.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much each term of each message weighs within one conversation: rare terms more (tf·idf), each message's weights
 * together of length 1. Terms are pairs of Chinese characters and other words, without the most common ones.
 */
final class WordWeights {
    /** A message's terms by number, with their weights. */
    record Row(int[] terms, float[] weights) {
        boolean isEmpty() {
            return terms.length == 0;
        }
    }

    private final List<Row> rows;
    private final int termCount;

    private WordWeights(List<Row> rows, int termCount) {
        this.rows = rows;
        this.termCount = termCount;
    }

    static WordWeights of(List<String> texts, Set<String> stopWords) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Map<Integer, Integer>> counts = new ArrayList<>(texts.size());
        List<Integer> documents = new ArrayList<>();
        for (String text : texts) {
            Map<Integer, Integer> count = new LinkedHashMap<>();
            for (String term : contentTerms(text, stopWords)) {
                int number = numbers.computeIfAbsent(term, added -> numbers.size());
                if (number == documents.size()) {
                    documents.add(0);
                }
                if (count.merge(number, 1, Integer::sum) == 1) {
                    documents.set(number, documents.get(number) + 1);
                }
            }
            counts.add(count);
        }
        List<Row> rows = counts.stream().map(count -> row(count, documents, texts.size())).toList();
        return new WordWeights(rows, numbers.size());
    }

    static Set<String> stopWords() {
        return new HashSet<>(WordLists.read("stop-words.txt"));
    }

    Row row(int index) {
        return rows.get(index);
    }

    /** LexRank over word overlap: how central each message is; the mean is 1. Linear in the size of the text. */
    double[] centrality() {
        return new LexRank(rows, termCount).ranks();
    }

    private static List<String> contentTerms(String text, Set<String> stopWords) {
        return Tokens.of(text).stream()
                .filter(token -> token.pair() || !Tokens.isDense(token.term().codePointAt(0)))
                .map(Tokens.Token::term).filter(term -> !stopWords.contains(term)).toList();
    }

    private static Row row(Map<Integer, Integer> count, List<Integer> documents, int texts) {
        int[] terms = new int[count.size()];
        float[] weights = new float[count.size()];
        double square = 0;
        int at = 0;
        for (Map.Entry<Integer, Integer> entry : count.entrySet()) {
            terms[at] = entry.getKey();
            weights[at] = (float) (entry.getValue() * Math.log(1 + texts / (double) documents.get(entry.getKey())));
            square += weights[at] * weights[at];
            at++;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= length;
        }
        return new Row(terms, weights);
    }
}
