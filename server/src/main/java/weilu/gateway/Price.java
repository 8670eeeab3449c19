package weilu.gateway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What a model costs. Money is counted in whole millionths, never in binary fractions (GW10).
 *
 * @param promptMicros millionths of the currency for a million tokens of prompts
 * @param answerMicros the same for answers
 * @param currency three letters
 */
public record Price(long promptMicros, long answerMicros, String currency) {
    private static final BigInteger TOKENS = BigInteger.valueOf(1_000_000);
    private static final long MICROS_MAX = 1_000_000_000_000L;
    private static final int MICRO_DIGITS = 6;
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)\\s*/\\s*(\\d{1,7}(?:\\.\\d{1,6})?)\\s+([A-Z]{3})");

    /** Money, in millionths of a currency. */
    public record Cost(long micros, String currency) {
        /** As people write it, without the currency: 0.0123 */
        String decimal() {
            return BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros().toPlainString();
        }
    }

    /** As it stands in the settings: {@code 2/8.5 CNY}, for a million tokens of prompts and of answers. */
    public static Price parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw Refusal.field(ErrorCode.INVALID, "price", "like 2/8.5 CNY, for a million tokens of prompts and of answers");
        }
        return new Price(micros(parts.group(1)), micros(parts.group(2)), parts.group(3)).checked();
    }

    /** This one; refused when it is out of range. */
    Price checked() {
        requireInRange("promptMicros", promptMicros);
        requireInRange("answerMicros", answerMicros);
        if (currency == null || !currency.matches("[A-Z]{3}")) {
            throw Refusal.field(ErrorCode.INVALID, "currency", "three capital letters, like CNY");
        }
        return this;
    }

    /** Rounded up to a millionth. */
    Cost of(long promptTokens, long answerTokens) {
        BigInteger sum = BigInteger.valueOf(promptMicros).multiply(BigInteger.valueOf(promptTokens))
                .add(BigInteger.valueOf(answerMicros).multiply(BigInteger.valueOf(answerTokens)));
        return new Cost(sum.add(TOKENS).subtract(BigInteger.ONE).divide(TOKENS).longValueExact(), currency);
    }

    private static long micros(String decimal) {
        return new BigDecimal(decimal).movePointRight(MICRO_DIGITS).longValueExact();
    }

    private static void requireInRange(String field, long micros) {
        if (micros < 0 || micros > MICROS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, field, "from 0 to a million of the currency");
        }
    }
}
