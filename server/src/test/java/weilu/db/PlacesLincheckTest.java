package weilu.db;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Places as many threads take them, against what one thread after the other would see (Lincheck, by stress: its model checker
 * cannot read class files of Java 25 yet).
 */
@Tag("lincheck")
public final class PlacesLincheckTest {
    private static final int LIMIT = 3;

    private final Places places = new Places("seats", LIMIT);

    @Operation
    public boolean take() {
        return places.take();
    }

    @Operation
    public boolean takeTwo() {
        return places.take(2);
    }

    @Operation
    public int depth() {
        return places.queue().depth().getAsInt();
    }

    @Test
    @DisplayName("[SK10] places are never more than the limit, and never refused while one is free")
    void linearizable() {
        new StressOptions().iterations(25).invocationsPerIteration(1_000).threads(3).actorsPerThread(3)
                .check(PlacesLincheckTest.class);
    }
}
