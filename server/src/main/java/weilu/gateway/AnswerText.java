package weilu.gateway;

/**
 * Gathers an answer as it comes and passes on what may be shown. Thinking that a local model writes into its answer
 * ({@code <think>…</think>} at the very beginning) is kept apart from it, and whatever comes after a limit is left out.
 */
final class AnswerText {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum Stage { BEGINNING, THINKING, ANSWER }

    private final ModelListener listener;
    private final int charactersMax;
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private Stage stage = Stage.BEGINNING;
    private boolean full;

    AnswerText(int charactersMax, ModelListener listener) {
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

    /** Thinking that came in a field of its own. Too much of it is left out and ends nothing. */
    void addThinking(String piece) {
        String next = thinking.isEmpty() ? piece.stripLeading() : piece;
        String part = cut(next, charactersMax - thinking.length());
        thinking.append(part);
        if (!part.isEmpty()) {
            listener.thinking(part);
        }
    }

    /** No more will come: what was held back as a possible beginning of thinking is answer after all. */
    void end() {
        switch (stage) {
            case BEGINNING -> {
                stage = Stage.ANSWER;
                add("");
            }
            case THINKING -> {
                addThinking(waiting.toString());
                waiting.setLength(0);
            }
            case ANSWER -> { }
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

    String thinking() {
        return thinking.toString().stripTrailing();
    }

    private void begin() {
        String text = waiting.toString().stripLeading();
        if (text.startsWith(OPEN)) {
            stage = Stage.THINKING;
            waiting.setLength(0);
            waiting.append(text, OPEN.length(), text.length());
        } else if (!OPEN.startsWith(text)) {
            toAnswer(0);
        }
    }

    /** Passes on all that cannot be part of the end mark. */
    private void think() {
        int close = waiting.indexOf(CLOSE);
        int sure = close >= 0 ? close : Math.max(0, waiting.length() - CLOSE.length() + 1);
        addThinking(waiting.substring(0, sure));
        if (close >= 0) {
            toAnswer(close + CLOSE.length());
        } else {
            waiting.delete(0, sure);
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
        String part = cut(text, charactersMax - answer.length());
        full = full || part.length() < text.length();
        answer.append(part);
        if (!part.isEmpty()) {
            listener.words(part);
        }
    }

    /** At most so many characters, and no half of a surrogate pair. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splits ? length - 1 : Math.max(length, 0));
    }
}
