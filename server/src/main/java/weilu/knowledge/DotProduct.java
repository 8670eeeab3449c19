package weilu.knowledge;

/** Compares one question with many stored meanings: by the processor's vector unit where the JVM lets us, else plainly. */
interface DotProduct {
    /** The sum of the products of {@link Embedding#DIMENSIONS} values. */
    int of(byte[] stored, short[] question);

    /** The module is incubating and not there unless the JVM was started with {@code --add-modules}. */
    static DotProduct fastest() {
        boolean isThere = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return isThere ? new WideDotProduct() : new PlainDotProduct();
    }

    /** The question's values widened once, not at every comparison. */
    static short[] widen(Embedding question) {
        short[] wide = new short[Embedding.DIMENSIONS];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = question.values()[i];
        }
        return wide;
    }
}
