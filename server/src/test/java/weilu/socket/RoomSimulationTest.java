package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.PinnedClock;
import weilu.turn.SimulatedAgents;
import weilu.db.BreakingSource;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.socket.RoomSimulation.Fate;

/**
 * A room under a random but repeatable fate: people talk, ask 阿炉, drop off, come back with their cursor, stop reading, send
 * twice; turns are stopped, providers fail, and the server is killed, also in the middle of a turn, and starts again. At the
 * end everybody has seen the same log, every message that was accepted stands in it once, and every ask has its one answer.
 *
 * <p>-Dseed=N repeats one run, -Dseeds=N tries so many. A seed that failed becomes a test of its own once its cause is known,
 * named by the rule that broke, and stays for good, like {@link #seed369}.
 */
final class RoomSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1_000);

    /** The first evenings are long ones; the others show what happens early in very many ways. */
    private static final int LONG_SEEDS = 200;
    private static final int STEPS_LONG = 60;
    private static final int STEPS_SHORT = 16;

    /** So many evenings at once: most of the time one waits for its database. */
    private static final int HEARTHS = 2;

    @Test
    @DisplayName("[RM1][SK2][MS1][TU2][TU3] whatever drops, crashes or is stopped, nothing accepted is lost, doubled or out of "
            + "order, and each ask is answered once")
    void everybodySeesTheSameLog(@TempDir Path folder) throws Exception {
        Long only = Long.getLong("seed");
        Queue<Long> seeds = new ConcurrentLinkedQueue<>(only != null ? List.of(only)
                : LongStream.rangeClosed(1, SEEDS).boxed().toList());
        Map<Fate, Integer> happened = new EnumMap<>(Fate.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(HEARTHS)) {
            List<Future<List<Map<Fate, Integer>>>> hearths = new ArrayList<>();
            for (int i = 0; i < HEARTHS; i++) {
                Path own = Files.createDirectory(folder.resolve("hearth-" + i));
                hearths.add(threads.submit(() -> atOneHearth(seeds, own)));
            }
            for (Future<List<Map<Fate, Integer>>> hearth : hearths) {
                hearth.get().forEach(evening -> evening.forEach(
                        (fate, times) -> happened.merge(fate, times, Integer::sum)));
            }
        }
        System.out.println("RoomSimulationTest: " + happened);
        if (only == null) {
            assertThat(happened).as("what a simulation never meets it does not test").containsOnlyKeys(Fate.values());
        }
    }

    @Test
    @DisplayName("[SK3] who lags while frames find no place reads the log, and is not taken for one who has heard all: seed 369")
    void seed369(@TempDir Path folder) throws Exception {
        atOneHearth(new ConcurrentLinkedQueue<>(List.of(369L)), folder);
    }

    /** One evening after the other, in a database and with a clock and a model of their own. */
    private static List<Map<Fate, Integer>> atOneHearth(Queue<Long> seeds, Path folder) throws Exception {
        List<Map<Fate, Integer>> evenings = new ArrayList<>();
        PinnedClock clock = PinnedClock.still();
        try (TestDatabase database = TestDatabase.fresh()) {
            Db db = database.db();
            BreakingSource breaking = new BreakingSource(database);
            AccountId luzi = SimulatedAgents.account(db, clock);
            try (SimulatedAgents.Model model = new SimulatedAgents.Model(db, folder, luzi, clock)) {
                for (Long seed = seeds.poll(); seed != null; seed = seeds.poll()) {
                    RoomId room = new RoomId(100_000_000 + seed);
                    int steps = seed <= LONG_SEEDS ? STEPS_LONG : STEPS_SHORT;
                    RoomSimulation simulation =
                            new RoomSimulation(db, breaking, new Random(seed), steps, room, clock, luzi, model);
                    evenings.add(run(seed, simulation));
                }
            }
        }
        return evenings;
    }

    private static Map<Fate, Integer> run(long seed, RoomSimulation simulation) {
        try {
            return simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": repeat it with -Dseed=" + seed, e);
        }
    }
}
