package weilu.importing;

import java.util.ArrayList;
import java.util.List;
import weilu.importing.ImportedLine.ImportedMessage;
import weilu.message.BodyRules;

/** The bodies that a message of a file becomes: its note above its text, in as many pieces as the room needs (IM7). */
final class BodyParts {
    /** A piece ends at a line's end if there is one this near. */
    private static final int LINE_END_WITHIN = 2_000;

    private BodyParts() {}

    static List<String> of(ImportedMessage message) {
        String note = message.attachmentNote();
        String whole = note == null ? message.body()
                : message.body().isEmpty() ? note
                : note + "\n" + message.body();
        if (whole.length() <= BodyRules.BODY_CHARACTERS_MAX) {
            return List.of(whole);
        }
        List<String> parts = new ArrayList<>();
        for (String rest = whole; !rest.isEmpty();) {
            int cut = cut(rest);
            String part = rest.substring(0, cut).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            rest = rest.substring(cut);
        }
        return parts;
    }

    private static int cut(String rest) {
        if (rest.length() <= BodyRules.BODY_CHARACTERS_MAX) {
            return rest.length();
        }
        int most = BodyRules.BODY_CHARACTERS_MAX;
        int lineEnd = rest.lastIndexOf('\n', most);
        if (lineEnd > most - LINE_END_WITHIN) {
            return lineEnd;
        }
        return Character.isLowSurrogate(rest.charAt(most)) ? most - 1 : most;
    }
}
