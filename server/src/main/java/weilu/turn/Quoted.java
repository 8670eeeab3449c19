package weilu.turn;

import weilu.protocol.Answer.Citation;
import weilu.protocol.MessageView;

/**
 * A message with the names around it.
 *
 * @param name who said it
 * @param toWhom whom they answered or named, or empty
 */
record Quoted(MessageView message, String name, String toWhom) {
    static final int QUOTE_CHARACTERS_MAX = 120;

    Citation citation() {
        return new Citation(message.seq(), message.author(), name, message.at(), cut(message.body()));
    }

    private static String cut(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= QUOTE_CHARACTERS_MAX) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, QUOTE_CHARACTERS_MAX)) + "…";
    }
}
