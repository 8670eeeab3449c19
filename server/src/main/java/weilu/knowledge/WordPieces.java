package weilu.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import weilu.protocol.Json;

/**
 * Cuts a text into the numbered pieces the embedding model was trained on: each Chinese character and each punctuation
 * mark by itself, other words by the longest pieces in the vocabulary (WordPiece). Plain Java, so that no second native
 * library has to be unpacked.
 */
final class WordPieces {
    private static final int UNKNOWN = 100;
    private static final int START = 101;
    private static final int END = 102;
    private static final int WORD_CHARACTERS_MAX = 100;

    private final Map<String, Integer> vocabulary;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Reads a tokenizer.json of a BERT model from the class path. */
    static WordPieces load(String resource) {
        try (InputStream in = WordPieces.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the embedding model's " + resource + " is not on the class path");
            }
            JsonNode words = Json.mapper().readTree(in).path("model").path("vocab");
            Map<String, Integer> vocabulary = HashMap.newHashMap(words.size());
            words.properties().forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().intValue()));
            return new WordPieces(vocabulary);
        } catch (IOException e) {
            throw new IllegalStateException("the embedding model's vocabulary is unreadable", e);
        }
    }

    /** The pieces of the text between the start and the end mark, at most {@code piecesMax} with them. */
    long[] of(String text, int piecesMax) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        long[] pieces = new long[piecesMax];
        pieces[0] = START;
        int count = 1;
        int at = 0;
        while (at < folded.length() && count < piecesMax - 1) {
            int end = wordEnd(folded, at);
            if (!isSpace(folded.codePointAt(at))) {
                count = addWord(folded.substring(at, end), pieces, count);
            }
            at = end;
        }
        pieces[count++] = END;
        return Arrays.copyOf(pieces, count);
    }

    private static int wordEnd(String text, int from) {
        int at = from + Character.charCount(text.codePointAt(from));
        if (standsAlone(text.codePointAt(from)) || isSpace(text.codePointAt(from))) {
            return at;
        }
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (standsAlone(point) || isSpace(point)) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private int addWord(String word, long[] pieces, int from) {
        int last = pieces.length - 1;
        int count = from;
        int at = 0;
        while (at < word.length() && count < last) {
            int end = word.length() > WORD_CHARACTERS_MAX ? at : word.length();
            Integer piece = null;
            while (end > at && piece == null) {
                piece = vocabulary.get(at == 0 ? word.substring(at, end) : "##" + word.substring(at, end));
                end = piece == null ? end - 1 : end;
            }
            if (piece == null) {
                pieces[from] = UNKNOWN;
                return from + 1;
            }
            pieces[count++] = piece;
            at = end;
        }
        return count;
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
    }

    private static boolean standsAlone(int point) {
        return Character.isIdeographic(point) || !Character.isLetterOrDigit(point) && !isMark(point);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
