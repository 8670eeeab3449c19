package weilu.turn;

import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Passes a model's words on as they come and keeps its citations honest: a number in brackets that belongs to a quote it
 * was given is renumbered in the order of first use; any other is left out. A bracket is held back until it is whole.
 */
final class CitedText {
    static final String NOT_FOUND = "NOT_FOUND";
    private static final int BRACKET_CHARACTERS_MAX = 40;
    private static final int NUMBER_MAX = 999;

    private final IntUnaryOperator places;
    private final Consumer<String> out;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private boolean begun;
    private boolean notFound;

    /** @param places the number that a number the model was given is shown as, from 1; 0 for one it was not given */
    CitedText(IntUnaryOperator places, Consumer<String> out) {
        this.places = places;
        this.out = out;
    }

    void add(String piece) {
        held.append(piece);
        if (!begun && isBeginningOfMarker()) {
            return;
        }
        begun = true;
        release(false);
    }

    /** No more comes; what was held back is passed on. */
    void end() {
        if (!begun) {
            isBeginningOfMarker();
        }
        begun = true;
        release(true);
    }

    String text() {
        return text.toString();
    }

    /** Whether the model said that the quotes hold no answer. */
    boolean saysNotFound() {
        return notFound && text.toString().isBlank();
    }

    private boolean isBeginningOfMarker() {
        String start = held.toString().stripLeading();
        if (start.startsWith(NOT_FOUND)) {
            notFound = true;
            held.setLength(0);
            held.append(start, NOT_FOUND.length(), start.length());
            return false;
        }
        return NOT_FOUND.startsWith(start);
    }

    private void release(boolean last) {
        StringBuilder ready = new StringBuilder();
        int from = 0;
        while (from < held.length()) {
            char unit = held.charAt(from);
            if (unit != '[' && unit != '【') {
                ready.append(isAllowed(unit) ? String.valueOf(unit) : "");
                from++;
                continue;
            }
            int close = endOfBracket(from);
            if (close == held.length() && !last && close - from < BRACKET_CHARACTERS_MAX) {
                break;
            }
            boolean isBracket = close < held.length() && (held.charAt(close) == ']' || held.charAt(close) == '】');
            ready.append(isBracket ? citation(held.substring(from, close + 1)) : String.valueOf(unit));
            from = isBracket ? close + 1 : from + 1;
        }
        held.delete(0, from);
        pass(ready.toString());
    }

    /** Where the digits and commas of a bracket end. */
    private int endOfBracket(int from) {
        int at = from + 1;
        while (at < held.length() && (Character.isDigit(held.charAt(at)) || ",，、 ;；-".indexOf(held.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private String citation(String bracket) {
        StringBuilder renumbered = new StringBuilder();
        for (String part : bracket.substring(1, bracket.length() - 1).split("[,，、 ;；-]+")) {
            if (part.isEmpty()) {
                continue;
            }
            int number = part.length() > 4 ? NUMBER_MAX + 1 : Integer.parseInt(part);
            if (number < 1 || number > NUMBER_MAX) {
                return bracket;
            }
            int place = places.applyAsInt(number);
            if (place > 0) {
                renumbered.append('[').append(place).append(']');
            }
        }
        return bracket.length() == 2 ? bracket : renumbered.toString();
    }

    private static boolean isAllowed(char unit) {
        return unit >= ' ' && unit != 0x7f || unit == '\n' || unit == '\t';
    }

    private void pass(String ready) {
        String next = text.isEmpty() ? ready.stripLeading() : ready;
        if (!next.isEmpty()) {
            text.append(next);
            out.accept(next);
        }
    }
}
