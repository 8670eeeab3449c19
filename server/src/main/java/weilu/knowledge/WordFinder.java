package weilu.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds many words in a text in one walk. Chinese words are found anywhere, others as whole words; case does not count. */
final class WordFinder {
    /** Where a word stands; {@code word} is its number in the order given. */
    record Found(int word, int from, int to) {}

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(2);
        private int word = -1;
    }

    private final Node root = new Node();

    WordFinder(Collection<String> words) {
        int number = 0;
        for (String word : words) {
            Node node = root;
            for (int i = 0; i < word.length(); i++) {
                node = node.next.computeIfAbsent(Character.toLowerCase(word.charAt(i)), added -> new Node());
            }
            node.word = number++;
        }
    }

    /** At most this many words, the longest at each place. */
    int count(String text, int atMost) {
        int count = 0;
        int at = 0;
        while (at < text.length() && count < atMost) {
            int end = longest(text, at);
            count += end > at ? 1 : 0;
            at = Math.max(end, at + 1);
        }
        return count;
    }

    /** Every word at every place, also those inside others. */
    List<Found> all(String text) {
        List<Found> found = new ArrayList<>();
        for (int from = 0; from < text.length(); from++) {
            Node node = root;
            for (int i = from; i < text.length() && node != null; i++) {
                node = node.next.get(Character.toLowerCase(text.charAt(i)));
                if (node != null && node.word >= 0 && standsFree(text, from, i + 1)) {
                    found.add(new Found(node.word, from, i + 1));
                }
            }
        }
        return found;
    }

    private int longest(String text, int from) {
        Node node = root;
        int end = from;
        for (int i = from; i < text.length(); i++) {
            node = node.next.get(Character.toLowerCase(text.charAt(i)));
            if (node == null) {
                break;
            }
            if (node.word >= 0 && standsFree(text, from, i + 1)) {
                end = i + 1;
            }
        }
        return end;
    }

    private static boolean standsFree(String text, int from, int to) {
        return !(from > 0 && isWord(text.charAt(from)) && isWord(text.charAt(from - 1)))
                && !(to < text.length() && isWord(text.charAt(to - 1)) && isWord(text.charAt(to)));
    }

    private static boolean isWord(char unit) {
        return Character.isLetterOrDigit(unit) && !Tokens.isDense(unit);
    }
}
