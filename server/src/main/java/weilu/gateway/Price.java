package weilu.gateway;

import java.math.BigInteger;

/**
 * What a model costs.
 *
 * @param promptMicros millionths of the currency for a million tokens of prompts
 * @param answerMicros the same for answers
 * @param currency three letters
 */
public record Price(long promptMicros, long answerMicros, String currency) {
    private static final BigInteger TOKENS = BigInteger.valueOf(1_000_000);

    /** Money, in millionths of a currency. */
    public record Cost(long micros, String currency) {}

    /** Rounded up to a millionth. */
    Cost of(long promptTokens, long answerTokens) {
        BigInteger sum = BigInteger.valueOf(promptMicros).multiply(BigInteger.valueOf(promptTokens))
                .add(BigInteger.valueOf(answerMicros).multiply(BigInteger.valueOf(answerTokens)));
        return new Cost(sum.add(TOKENS).subtract(BigInteger.ONE).divide(TOKENS).longValueExact(), currency);
    }
}
