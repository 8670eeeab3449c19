package weilu.gateway;

import java.time.Duration;

/**
 * How long and how much a model may speak.
 *
 * @param firstToken until the first sign of an answer
 * @param idle between two pieces of it
 * @param total for the whole call
 */
public record ModelLimits(Duration firstToken, Duration idle, Duration total, int answerCharactersMax) {
    public static final ModelLimits STANDARD =
            new ModelLimits(Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(180), 8_000);
}
