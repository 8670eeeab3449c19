package weilu.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What somebody searches for: parts that must all occur, each as it stands there (KN3). Parts are set apart by spaces, or
 * put between quotation marks to hold spaces.
 */
final class SearchQuery {
    static final int CHARACTERS_MAX = 100;
    private static final int TERMS_MAX = 24;
    private static final Pattern PART = Pattern.compile("[\"“”「『]([^\"“”」』]+)[\"“”」』]|(\\S+)");

    /** Part of a text that was searched for: UTF-16 positions, the second one exclusive. */
    record Range(int from, int to) {}

    private final List<List<String>> parts;
    private final Set<String> terms;

    private SearchQuery(List<List<String>> parts, Set<String> terms) {
        this.parts = parts;
        this.terms = terms;
    }

    static SearchQuery parse(String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.field(ErrorCode.INVALID, "query", "say what to search for");
        }
        if (text.length() > CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "query", "at most " + CHARACTERS_MAX + " characters");
        }
        List<List<String>> parts = new ArrayList<>();
        Set<String> terms = new LinkedHashSet<>();
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            List<Tokens.Token> tokens = Tokens.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            if (!tokens.isEmpty()) {
                parts.add(singles(tokens));
                terms.addAll(narrowest(tokens));
            }
        }
        if (parts.isEmpty()) {
            throw Refusal.field(ErrorCode.INVALID, "query", "search for letters, digits or characters");
        }
        return new SearchQuery(parts, terms);
    }

    /** Terms every hit holds, as few as narrow it down most. */
    Set<String> terms() {
        return terms;
    }

    /** Where the text holds what is searched for, in order and without overlaps; empty unless it holds every part. */
    List<Range> findIn(String text) {
        List<Tokens.Token> tokens = Tokens.of(text).stream().filter(token -> !token.pair()).toList();
        List<Range> ranges = new ArrayList<>();
        for (List<String> part : parts) {
            List<Range> found = findPart(part, tokens);
            if (found.isEmpty()) {
                return List.of();
            }
            ranges.addAll(found);
        }
        return merged(ranges);
    }

    private static List<Range> findPart(List<String> part, List<Tokens.Token> tokens) {
        List<Range> found = new ArrayList<>();
        for (int at = 0; at + part.size() <= tokens.size(); at++) {
            int matched = 0;
            while (matched < part.size() && tokens.get(at + matched).term().equals(part.get(matched))
                    && (matched == 0 || follows(tokens.get(at + matched - 1), tokens.get(at + matched)))) {
                matched++;
            }
            if (matched == part.size()) {
                found.add(new Range(tokens.get(at).from(), tokens.get(at + matched - 1).to()));
            }
        }
        return found;
    }

    /** Chinese characters must touch; between other words there may be a space or a mark. */
    private static boolean follows(Tokens.Token one, Tokens.Token next) {
        boolean bothDense = Tokens.isDense(one.term().codePointAt(0)) && Tokens.isDense(next.term().codePointAt(0));
        return bothDense ? one.to() == next.from() : next.from() - one.to() <= 2;
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> sorted = ranges.stream()
                .sorted((one, other) -> Integer.compare(one.from(), other.from())).toList();
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            if (!merged.isEmpty() && range.from() <= merged.getLast().to()) {
                Range last = merged.removeLast();
                merged.add(new Range(last.from(), Math.max(last.to(), range.to())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static List<String> singles(List<Tokens.Token> tokens) {
        return tokens.stream().filter(token -> !token.pair()).map(Tokens.Token::term).toList();
    }

    /** Pairs say more than their characters; a character alone is kept when it is in no pair. */
    private static List<String> narrowest(List<Tokens.Token> tokens) {
        return tokens.stream()
                .filter(token -> token.pair() || tokens.stream().noneMatch(
                        other -> other.pair() && other.from() <= token.from() && token.to() <= other.to()))
                .map(Tokens.Token::term).limit(TERMS_MAX).toList();
    }
}
