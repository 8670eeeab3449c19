package weilu.engine;

/** How much memory a model will take, before it is loaded. Rather too much than too little: it is compared with a limit. */
final class MemoryNeed {
    static final long MEGABYTE = 1L << 20;
    /** The process itself, and room to compute in. */
    private static final long PROCESS_BYTES = 160 * MEGABYTE;
    private static final int KEPT_BYTES = 2;
    private static final int COMPUTED_BYTES = 4;
    /** How many vectors of its width are in use at once while a token is computed. */
    private static final int WIDTHS_AT_ONCE = 12;

    private MemoryNeed() {}

    /** All in megabytes: the weights, what is kept of each token of the context, and what computing takes. */
    static long megabytes(GgufHeader header, int contextTokens) {
        long bytes = header.fileBytes() + contextTokens * perToken(header) + computing(header) + PROCESS_BYTES;
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }

    private static long perToken(GgufHeader header) {
        long layers = header.number("block_count", 1);
        long width = header.number("embedding_length", 0);
        long heads = Math.max(1, header.number("attention.head_count", 1));
        long given = header.number("attention.head_count_kv", heads);
        // A list of each layer's heads was summed up.
        long keptHeads = given > heads ? given : given * layers;
        long headWidth = Math.max(1, width / heads);
        return KEPT_BYTES * keptHeads
                * (header.number("attention.key_length", headWidth) + header.number("attention.value_length", headWidth));
    }

    private static long computing(GgufHeader header) {
        long perToken = header.vocabulary() + WIDTHS_AT_ONCE * header.number("embedding_length", 0)
                + 3 * header.number("feed_forward_length", 0);
        return COMPUTED_BYTES * LlamaModel.BATCH_TOKENS * perToken;
    }
}
