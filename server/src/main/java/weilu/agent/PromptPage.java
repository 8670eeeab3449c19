package weilu.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** A page of {@code resources/prompts}, with blanks in braces. */
public final class PromptPage {
    private static final String ABOUT_PERSONA = text("persona.txt").strip();

    private final String page;

    private PromptPage(String page) {
        this.page = page;
    }

    public static PromptPage read(String name) {
        return new PromptPage(text(name));
    }

    /** All blanks are filled in one go, so that a name with a blank in it stays a name. */
    public String fill(UnaryOperator<String> blank) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (from < page.length()) {
            int open = page.indexOf('{', from);
            int close = open < 0 ? -1 : page.indexOf('}', open);
            if (close < 0) {
                break;
            }
            filled.append(page, from, open).append(blank.apply(page.substring(open + 1, close)));
            from = close + 1;
        }
        return filled.append(page.substring(from)).toString();
    }

    /**
     * A persona between marks of its own: it says how the agent speaks, never what it may do. Empty for none.
     *
     * @param id makes the marks such that no text can close them
     */
    public static String persona(String words, String id) {
        return words.isEmpty() ? "" : ABOUT_PERSONA + "\n<<<PERSONA " + id + "\n" + words + "\nEND PERSONA " + id + ">>>\n";
    }

    /** Passages of files between marks, each after where it is from. */
    public static String files(List<Passage> passages, String mark) {
        StringBuilder lines = new StringBuilder("<<<" + mark + "\n");
        passages.forEach(one -> lines.append(one.source()).append('\n').append(one.text()).append("\n\n"));
        return lines.append("END ").append(mark).append(">>>").toString();
    }

    private static String text(String name) {
        try (InputStream page = PromptPage.class.getResourceAsStream("/prompts/" + name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
