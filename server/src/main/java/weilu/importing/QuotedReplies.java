package weilu.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text logs have no ids to reply to, but WeChat copies a reply as {@code 「name：words」}, a line of dashes, and the
 * answer. The quoted message is looked for among the last ones; when it is not found the text stays as it was.
 */
final class QuotedReplies {
    private static final int REMEMBERED_MAX = 4_096;
    private static final int BODY_CHARACTERS_MAX = 1_000;
    private static final Pattern QUOTE = Pattern.compile(
            "「([^：:\n]{1,64}+)[：:]\\s?+([^」]{1,1000}+)」[ \t]*+\n(?:[-—] ?+){4,200}+[ \t]*+\n");

    /** @param replyTo external id of the quoted message, or null */
    record Split(String body, String replyTo) {}

    private record Said(String name, String body) {}

    private final Map<Said, String> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, String> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    Split split(String body) {
        if (!body.startsWith("「")) {
            return new Split(body, null);
        }
        Matcher quote = QUOTE.matcher(body);
        if (!quote.lookingAt()) {
            return new Split(body, null);
        }
        String rest = body.substring(quote.end()).strip();
        String id = remembered.get(new Said(CleanText.name(quote.group(1)), quote.group(2).strip()));
        return id == null || rest.isEmpty() ? new Split(body, null) : new Split(rest, id);
    }

    void remember(String name, String body, String externalId) {
        if (body.length() <= BODY_CHARACTERS_MAX) {
            remembered.put(new Said(name, body), externalId);
        }
    }
}
