package weilu.gateway;

/** Tokens as the provider counted them; null where it did not say. Ours would be a guess, so there is none. */
public record Usage(Integer promptTokens, Integer answerTokens) {
    public static final Usage UNKNOWN = new Usage(null, null);
}
