package weilu.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a message to what is quoted of it: its own words, at the bounds of sentences when they allow it. */
final class Quote {
    static final int CHARACTERS_MAX = 120;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SENTENCE = Pattern.compile(".+?(?:[。！？；!?;…]+[”’」』)）\"']*|\\.(?=\\s)|$)");
    private static final String CUT = "…";

    private final Cues cues;

    Quote(Cues cues) {
        this.cues = cues;
    }

    /** The whole text when short, else its strongest sentence and as many after and before it as fit. */
    String of(String body) {
        String text = SPACE.matcher(body).replaceAll(" ").strip();
        if (text.length() <= CHARACTERS_MAX) {
            return text;
        }
        List<String> sentences = sentences(text);
        int from = cues.strongest(sentences);
        int to = from + 1;
        int length = sentences.get(from).length();
        if (length > CHARACTERS_MAX) {
            return cut(sentences.get(from).strip());
        }
        while (to < sentences.size() && length + sentences.get(to).length() <= CHARACTERS_MAX) {
            length += sentences.get(to++).length();
        }
        while (from > 0 && length + sentences.get(from - 1).length() <= CHARACTERS_MAX) {
            length += sentences.get(--from).length();
        }
        String quoted = String.join("", sentences.subList(from, to)).strip();
        return (from > 0 ? CUT : "") + quoted + (to < sentences.size() ? CUT : "");
    }

    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        Matcher matcher = SENTENCE.matcher(text);
        while (matcher.find()) {
            sentences.add(matcher.group());
        }
        return sentences;
    }

    private static String cut(String sentence) {
        int end = sentence.offsetByCodePoints(0, Math.min(CHARACTERS_MAX, sentence.codePointCount(0, sentence.length())));
        int comma = Math.max(sentence.lastIndexOf('，', end - 1), sentence.lastIndexOf(", ", end - 1));
        return sentence.substring(0, comma > end / 2 ? comma : end).strip() + CUT;
    }
}
