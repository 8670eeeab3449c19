package weilu.knowledge;

/** One value after another. */
final class PlainDotProduct implements DotProduct {
    @Override
    public int of(byte[] stored, short[] question) {
        int sum = 0;
        for (int i = 0; i < Embedding.DIMENSIONS; i++) {
            sum += stored[i] * question[i];
        }
        return sum;
    }
}
