package weilu.tool.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic over decimal numbers: exact, but for division and roots, which have 34 digits. */
final class Expression {
    static final int DEPTH_MAX = 100;
    static final int POWER_MAX = 1_000;
    /** Beyond so many digits a number is no answer. */
    static final int DIGITS_MAX = 400;
    private static final MathContext DIVISION = MathContext.DECIMAL128;

    /** What is wrong with an expression, in words for the model. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    private final String text;
    private int at;
    private int depth;

    private Expression(String text) {
        this.text = text.replace('×', '*').replace('÷', '/').replace('−', '-').replace('（', '(').replace('）', ')')
                .replace('，', ',');
    }

    /** The value in plain digits. */
    static String evaluate(String text) {
        Expression expression = new Expression(text);
        BigDecimal value = expression.sum();
        expression.skip();
        if (expression.at < expression.text.length()) {
            throw new Wrong("not understood from here: " + expression.text.substring(expression.at));
        }
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return plain.toPlainString();
    }

    private BigDecimal sum() {
        if (++depth > DEPTH_MAX) {
            throw new Wrong("too many brackets");
        }
        BigDecimal value = product();
        while (true) {
            if (take('+')) {
                value = limited(value.add(product()));
            } else if (take('-')) {
                value = limited(value.subtract(product()));
            } else {
                depth--;
                return value;
            }
        }
    }

    private BigDecimal product() {
        BigDecimal value = signed();
        while (true) {
            if (take('*')) {
                value = limited(value.multiply(signed()));
            } else if (take('/')) {
                value = divided(value, signed());
            } else if (take('%')) {
                BigDecimal by = signed();
                requireNotZero(by);
                value = value.remainder(by);
            } else {
                return value;
            }
        }
    }

    private BigDecimal signed() {
        boolean negative = false;
        while (true) {
            if (take('-')) {
                negative = !negative;
            } else if (!take('+')) {
                break;
            }
        }
        BigDecimal value = power();
        return negative ? value.negate() : value;
    }

    private BigDecimal power() {
        BigDecimal base = atom();
        if (!take('^')) {
            return base;
        }
        BigDecimal exponent = signed();
        try {
            int whole = exponent.intValueExact();
            if (Math.abs(whole) > POWER_MAX || (long) base.precision() * Math.abs(whole) > 4L * DIGITS_MAX) {
                throw new Wrong("the power is too large");
            }
            if (whole >= 0) {
                return limited(base.pow(whole));
            }
            requireNotZero(base);
            return divided(BigDecimal.ONE, base.pow(-whole));
        } catch (ArithmeticException e) {
            throw new Wrong("only whole powers");
        }
    }

    private BigDecimal atom() {
        skip();
        if (take('(')) {
            BigDecimal value = sum();
            expect(')');
            return value;
        }
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at > from) {
            return number(text.substring(from, at));
        }
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (at > from) {
            return function(text.substring(from, at));
        }
        throw new Wrong(at < text.length() ? "not understood from here: " + text.substring(at) : "it ends too early");
    }

    private BigDecimal number(String digits) {
        try {
            return limited(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            throw new Wrong("no number: " + digits);
        }
    }

    private BigDecimal function(String name) {
        expect('(');
        List<BigDecimal> given = new ArrayList<>();
        do {
            given.add(sum());
        } while (take(','));
        expect(')');
        BigDecimal first = given.getFirst();
        return switch (name) {
            case "abs" -> first.abs();
            case "sqrt" -> root(first);
            case "round" -> rounded(first, given.size() > 1 ? given.get(1) : BigDecimal.ZERO);
            case "min" -> given.stream().reduce(BigDecimal::min).orElseThrow();
            case "max" -> given.stream().reduce(BigDecimal::max).orElseThrow();
            case "sum" -> given.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            case "avg" -> divided(given.stream().reduce(BigDecimal.ZERO, BigDecimal::add), new BigDecimal(given.size()));
            default -> throw new Wrong("there is no " + name + " here");
        };
    }

    private static BigDecimal root(BigDecimal value) {
        if (value.signum() < 0) {
            throw new Wrong("no root of a negative number");
        }
        return value.sqrt(DIVISION);
    }

    private static BigDecimal rounded(BigDecimal value, BigDecimal digits) {
        if (digits.abs().compareTo(new BigDecimal(DIGITS_MAX)) > 0) {
            throw new Wrong("too many digits to round to");
        }
        return value.setScale(digits.intValue(), RoundingMode.HALF_UP);
    }

    private static BigDecimal divided(BigDecimal value, BigDecimal by) {
        requireNotZero(by);
        return value.divide(by, DIVISION);
    }

    private static void requireNotZero(BigDecimal by) {
        if (by.signum() == 0) {
            throw new Wrong("division by zero");
        }
    }

    private static BigDecimal limited(BigDecimal value) {
        if (value.precision() > 4 * DIGITS_MAX || Math.abs((long) value.scale()) > 4 * DIGITS_MAX) {
            throw new Wrong("the number is too long");
        }
        return value;
    }

    private boolean take(char wanted) {
        skip();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw new Wrong("a " + wanted + " is missing");
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
