package weilu.knowledge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What somebody asks, as terms: how much of the question's rare words a message holds. */
final class Question {
    static final int TERMS_MAX = 40;
    private static final Pattern ENDING = Pattern.compile("(?<=[a-z]{3})(ing|ed|es|s)$");

    private final String text;
    private final Set<String> terms;

    private Question(String text, Set<String> terms) {
        this.text = text;
        this.terms = terms;
    }

    static Question of(String text, Set<String> stopWords, String stopCharacters) {
        return new Question(text, Tokens.of(text).stream().map(Tokens.Token::term)
                .filter(term -> !stopWords.contains(term) && !(term.length() == 1 && stopCharacters.contains(term)))
                .limit(TERMS_MAX).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    String text() {
        return text;
    }

    Set<String> terms() {
        return terms;
    }

    /** Whether it is asked in a script with spaces: the model knows Chinese best, and is too sure of other languages. */
    boolean isLatin() {
        return text.codePoints().noneMatch(Tokens::isDense);
    }

    /** How much of the question the body repeats: its terms' weights there, of all its terms' weights; 0 to 1. */
    double share(String body, Map<String, Double> weights) {
        List<String> held = Tokens.of(body).stream().map(token -> stem(token.term())).toList();
        Set<String> stems = new LinkedHashSet<>(held);
        ToDoubleFunction<String> weight = term -> weights.getOrDefault(term, 0.0);
        double all = terms.stream().mapToDouble(weight).sum();
        return all == 0 ? 0 : terms.stream().filter(term -> stems.contains(stem(term))).mapToDouble(weight).sum() / all;
    }

    private static String stem(String term) {
        return term.length() > 3 ? ENDING.matcher(term.toLowerCase(Locale.ROOT)).replaceFirst("") : term;
    }
}
