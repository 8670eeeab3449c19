package weilu.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Names topics by the words their own messages use, and the rest of the conversation does not. There is no dictionary:
 * a run of Chinese characters counts as a word when it occurs more than once, next to different characters.
 */
final class TopicTitle {
    private static final int CHINESE_CHARACTERS_MAX = 6;
    private static final int LATIN_CHARACTERS_MIN = 3;
    private static final int OPENING_CHARACTERS_MAX = 14;
    private static final int NEIGHBOURS = 2;

    /** How a phrase occurs in the conversation. */
    private static final class Use {
        private final String phrase;
        private final List<Integer> messages = new ArrayList<>();
        private int leftUnit = -1;
        private int rightUnit = -1;
        private boolean leftVaries;
        private boolean rightVaries;

        Use(String phrase) {
            this.phrase = phrase;
        }

        void add(int message, int left, int right) {
            if (messages.isEmpty() || messages.getLast() != message) {
                messages.add(message);
            }
            leftVaries |= left == 0 || leftUnit >= 0 && leftUnit != left;
            rightVaries |= right == 0 || rightUnit >= 0 && rightUnit != right;
            leftUnit = left;
            rightUnit = right;
        }

        boolean isWord() {
            return messages.size() > 1 && (!isChinese() || leftVaries && rightVaries);
        }

        boolean isChinese() {
            return Tokens.isDense(phrase.charAt(0));
        }
    }

    private final Set<String> stopWords;
    private final String stopCharacters = String.join("", WordLists.read("stop-characters.txt"));

    TopicTitle(Set<String> stopWords) {
        this.stopWords = stopWords;
    }

    /** One title for each group of positions; no two are the same unless two groups begin alike. */
    List<String> of(List<Said> conversation, List<List<Integer>> groups) {
        List<Use> uses = uses(conversation, groups);
        List<String> titles = new ArrayList<>();
        for (List<Integer> group : groups) {
            titles.add(uses.stream()
                    .filter(use -> use.isWord() && group.stream().anyMatch(use.messages::contains))
                    .filter(use -> titles.stream().noneMatch(title -> title.contains(use.phrase)))
                    .max(Comparator.comparing((Use use) -> fit(use, group, conversation.size()))
                            .thenComparing(use -> use.phrase, Comparator.reverseOrder()))
                    .map(use -> use.phrase)
                    .orElseGet(() -> opening(conversation.get(group.getFirst()).body())));
        }
        return titles;
    }

    private List<Use> uses(List<Said> conversation, List<List<Integer>> groups) {
        Set<String> phrases = new LinkedHashSet<>();
        groups.forEach(group -> group.forEach(position -> addPhrases(conversation.get(position).body(), phrases)));
        List<Use> uses = phrases.stream().map(Use::new).toList();
        WordFinder finder = new WordFinder(phrases);
        for (int i = 0; i < conversation.size(); i++) {
            String body = conversation.get(i).body();
            for (WordFinder.Found found : finder.all(body)) {
                uses.get(found.word()).add(i, unit(body, found.from() - 1), unit(body, found.to()));
            }
        }
        return uses;
    }

    /** Often in and around the group, seldom elsewhere; a longer phrase says more. */
    private static double fit(Use use, List<Integer> group, int total) {
        double inside = 0;
        for (int message : use.messages) {
            int distance = group.stream().mapToInt(position -> Math.abs(position - message)).min().orElseThrow();
            inside += distance == 0 ? 1 : distance <= NEIGHBOURS ? 0.5 : 0;
        }
        double rarity = Math.log(1 + total / (double) use.messages.size());
        return inside * rarity * (use.isChinese() ? Math.sqrt(use.phrase.length()) : 2);
    }

    private void addPhrases(String body, Collection<String> phrases) {
        int at = 0;
        while (at < body.length()) {
            int end = runEnd(body, at);
            if (Tokens.isDense(body.charAt(at))) {
                addChinese(body.substring(at, end), phrases);
            } else if (end - at >= LATIN_CHARACTERS_MIN) {
                addWord(body.substring(at, end).toLowerCase(Locale.ROOT), phrases);
            }
            at = Math.max(end, at + 1);
        }
    }

    private void addChinese(String run, Collection<String> phrases) {
        IntStream.range(0, run.length() - 1).forEach(from -> IntStream
                .rangeClosed(from + 2, Math.min(run.length(), from + CHINESE_CHARACTERS_MAX))
                .mapToObj(to -> run.substring(from, to))
                .filter(phrase -> phrase.chars().noneMatch(unit -> stopCharacters.indexOf(unit) >= 0))
                .filter(phrase -> !stopWords.contains(phrase))
                .forEach(phrases::add));
    }

    private void addWord(String word, Collection<String> phrases) {
        if (!stopWords.contains(word) && !word.chars().allMatch(Character::isDigit)) {
            phrases.add(word);
        }
    }

    /** Where the run of Chinese characters, or the word, ends that begins here; here when neither does. */
    private static int runEnd(String body, int from) {
        boolean isChinese = Tokens.isDense(body.charAt(from));
        int end = from;
        while (end < body.length() && Character.isLetterOrDigit(body.charAt(end))
                && Tokens.isDense(body.charAt(end)) == isChinese) {
            end++;
        }
        return end;
    }

    /** The character there when it may be part of a word, else 0. */
    private int unit(String body, int at) {
        boolean isPart = at >= 0 && at < body.length() && Tokens.isDense(body.charAt(at))
                && stopCharacters.indexOf(body.charAt(at)) < 0;
        return isPart ? body.charAt(at) : 0;
    }

    private static String opening(String body) {
        String line = body.strip().split("[\\n，,。！!？?；;：:]", 2)[0].strip();
        return line.codePointCount(0, line.length()) <= OPENING_CHARACTERS_MAX ? line
                : line.substring(0, line.offsetByCodePoints(0, OPENING_CHARACTERS_MAX)) + "…";
    }
}
