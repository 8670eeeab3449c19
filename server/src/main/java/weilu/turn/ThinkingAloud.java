package weilu.turn;

import java.util.function.Consumer;
import weilu.gateway.ModelListener;

/** Passes words and thoughts on, the thoughts without control characters and up to a limit, and keeps those. */
final class ThinkingAloud implements ModelListener {
    static final int THINKING_CHARACTERS_MAX = 8_000;

    private final Consumer<String> words;
    private final Consumer<String> thoughts;
    private final StringBuilder kept = new StringBuilder();

    ThinkingAloud(Consumer<String> words, Consumer<String> thoughts) {
        this.words = words;
        this.thoughts = thoughts;
    }

    String thoughts() {
        return kept.toString();
    }

    @Override
    public void words(String text) {
        words.accept(text);
    }

    @Override
    public void thinking(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        String part = plain.substring(0, Math.min(plain.length(), THINKING_CHARACTERS_MAX - kept.length()));
        kept.append(part);
        if (!part.isEmpty()) {
            thoughts.accept(part);
        }
    }
}
