package weilu.db;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Numbers given by a group commit to many threads, against what one thread after the other would be given (Lincheck, by
 * stress).
 */
@Tag("lincheck")
public final class GroupCommitLincheckTest {
    /** One writer for all tries: each has a counter of its own. */
    private static final class Shared {
        static final TestDatabase DATABASE = TestDatabase.fresh();
        static final GroupCommit<GroupCommitLincheckTest, Integer> COMMIT =
                new GroupCommit<>("numbers", DATABASE.db(), (tx, asking) -> {
                    tx.handle().execute("select 1");
                    List<Integer> given = new ArrayList<>();
                    asking.forEach(one -> given.add(++one.last));
                    return given;
                });
    }

    /** Written by the writer's thread only. */
    private volatile int last;

    @Operation
    public int next() {
        return Shared.COMMIT.run(this);
    }

    @Operation
    public int last() {
        return last;
    }

    @Test
    @DisplayName("[DB6] each command runs once, between its submission and its answer")
    void linearizable() {
        new StressOptions().iterations(10).invocationsPerIteration(200).threads(3).actorsPerThread(3)
                .check(GroupCommitLincheckTest.class);
    }
}
