package weilu.knowledge;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Sixteen values at a time; a product of two signed bytes just fits a short. */
final class WideDotProduct implements DotProduct {
    private static final int VALUES_AT_ONCE = 16;

    @Override
    public int of(byte[] stored, short[] question) {
        IntVector low = IntVector.zero(IntVector.SPECIES_256);
        IntVector high = low;
        for (int i = 0; i < Embedding.DIMENSIONS; i += VALUES_AT_ONCE) {
            ShortVector wide = (ShortVector) ByteVector.fromArray(ByteVector.SPECIES_128, stored, i)
                    .convertShape(VectorOperators.B2S, ShortVector.SPECIES_256, 0);
            ShortVector product = wide.mul(ShortVector.fromArray(ShortVector.SPECIES_256, question, i));
            low = low.add(product.convertShape(VectorOperators.S2I, IntVector.SPECIES_256, 0));
            high = high.add(product.convertShape(VectorOperators.S2I, IntVector.SPECIES_256, 1));
        }
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
