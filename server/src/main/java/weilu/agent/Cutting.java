package weilu.agent;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into passages that the embedding model can take in whole: at paragraphs, else at sentences, else anywhere. */
final class Cutting {
    /** In pieces of the model: a Han character is one, four Latin letters are about one. */
    static final int PASSAGE_PIECES_MAX = 150;
    private static final int LETTERS_PER_PIECE = 4;

    private Cutting() {}

    static List<String> passages(String text) {
        List<String> passages = new ArrayList<>();
        StringBuilder passage = new StringBuilder();
        for (String paragraph : text.replace("\r", "").split("\n\\s*\n|\n(?=[#\\-•])")) {
            for (String sentence : sentences(paragraph.strip())) {
                if (pieces(passage) + pieces(sentence) > PASSAGE_PIECES_MAX) {
                    keep(passages, passage);
                }
                passage.append(sentence);
            }
            passage.append('\n');
        }
        keep(passages, passage);
        return passages;
    }

    private static void keep(List<String> passages, StringBuilder passage) {
        String text = passage.toString().strip();
        if (!text.isEmpty()) {
            passages.add(text);
        }
        passage.setLength(0);
    }

    /** Each short enough. */
    private static List<String> sentences(String paragraph) {
        List<String> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.CHINESE);
        breaks.setText(paragraph);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String rest = paragraph.substring(from, to);
            while (pieces(rest) > PASSAGE_PIECES_MAX) {
                int cut = rest.offsetByCodePoints(0, Math.min(PASSAGE_PIECES_MAX, rest.codePointCount(0, rest.length())));
                sentences.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            sentences.add(rest);
        }
        return sentences;
    }

    private static int pieces(CharSequence text) {
        int quarters = text.codePoints().map(point -> Character.isIdeographic(point) ? LETTERS_PER_PIECE : 1).sum();
        return quarters / LETTERS_PER_PIECE;
    }
}
