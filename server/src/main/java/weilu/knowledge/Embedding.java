package weilu.knowledge;

/**
 * A direction in the embedding space, in one signed byte per dimension: a quarter of the size, and hardly less exact.
 *
 * @param values {@link #DIMENSIONS} values from −127 to 127; a unit vector's values are its components times {@link #SCALE}
 */
public record Embedding(byte[] values) {
    static final int DIMENSIONS = 512;
    /**
     * Components beyond a quarter are cut: this model has two dimensions that are large in every text and tell none
     * apart, so a text is like itself by about 0.95.
     */
    static final float SCALE = 508;

    public Embedding {
        if (values.length != DIMENSIONS) {
            throw new IllegalArgumentException("an embedding has " + DIMENSIONS + " values, not " + values.length);
        }
    }

    /** Normalises to length 1, then rounds. */
    static Embedding quantise(float[] raw) {
        double square = 0;
        for (float value : raw) {
            square += value * value;
        }
        float factor = square == 0 ? 0 : (float) (SCALE / Math.sqrt(square));
        byte[] values = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            values[i] = (byte) Math.clamp(Math.round(raw[i] * factor), -127, 127);
        }
        return new Embedding(values);
    }

    /** This one and the other, weighed by {@code share} and the rest; a little shorter than both. */
    Embedding blend(Embedding other, double share) {
        byte[] blended = new byte[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            blended[i] = (byte) Math.round(share * values[i] + (1 - share) * other.values[i]);
        }
        return new Embedding(blended);
    }

    /** The dot product: for vectors of length 1 the cosine of their angle. */
    public double similarity(Embedding other) {
        int sum = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            sum += values[i] * other.values[i];
        }
        return sum / (SCALE * SCALE);
    }

    /** The cosine of the angle between the two: 1 for the same direction, whatever their lengths. */
    public double cosine(Embedding other) {
        double lengths = Math.sqrt(similarity(this) * other.similarity(other));
        return lengths == 0 ? 0 : similarity(other) / lengths;
    }
}
