package weilu.gateway;

import java.util.function.Consumer;

/**
 * Gathers an answer as it comes and passes on what may be shown. Thinking that a local model writes into its answer
 * ({@code <think>…</think>} at the very beginning) is left out, and so is whatever comes after the limit.
 */
final class AnswerText {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum Stage { BEGINNING, THINKING, ANSWER }

    private final Consumer<String> listener;
    private final int charactersMax;
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private Stage stage = Stage.BEGINNING;
    private boolean full;

    AnswerText(int charactersMax, Consumer<String> listener) {
        this.charactersMax = charactersMax;
        this.listener = listener;
    }

    void add(String piece) {
        waiting.append(piece);
        if (stage == Stage.BEGINNING) {
            begin();
        }
        if (stage == Stage.THINKING) {
            think();
        }
        if (stage == Stage.ANSWER && !waiting.isEmpty()) {
            pass(waiting.toString());
            waiting.setLength(0);
        }
    }

    /** No more will come: what was held back as a possible beginning of thinking is answer after all. */
    void end() {
        if (stage == Stage.BEGINNING) {
            stage = Stage.ANSWER;
            add("");
        }
    }

    boolean isFull() {
        return full;
    }

    boolean isEmpty() {
        return answer.isEmpty();
    }

    String text() {
        return answer.toString();
    }

    private void begin() {
        String text = waiting.toString().stripLeading();
        if (text.startsWith(OPEN)) {
            stage = Stage.THINKING;
        } else if (!OPEN.startsWith(text)) {
            toAnswer(0);
        }
    }

    private void think() {
        int close = waiting.indexOf(CLOSE);
        if (close >= 0) {
            toAnswer(close + CLOSE.length());
        }
    }

    /** The answer starts after so many of the waiting characters; if only blanks follow, it has not started yet. */
    private void toAnswer(int skipped) {
        String rest = waiting.substring(skipped).stripLeading();
        waiting.setLength(0);
        waiting.append(rest);
        stage = rest.isEmpty() ? Stage.BEGINNING : Stage.ANSWER;
    }

    private void pass(String text) {
        int room = charactersMax - answer.length();
        String part = text.length() <= room ? text : text.substring(0, wholeCharacters(text, room));
        full = full || part.length() < text.length();
        answer.append(part);
        if (!part.isEmpty()) {
            listener.accept(part);
        }
    }

    private static int wholeCharacters(String text, int length) {
        return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }
}
