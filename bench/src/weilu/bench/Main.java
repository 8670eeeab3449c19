package weilu.bench;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./weilu bench NAME [--quick]} and {@code ./weilu drill NAME [--quick]}. */
public final class Main {
    private static final int COULD_NOT_RUN = 2;
    private static final int BREACHED = 1;

    /** Add a measurement here; see bench/README.md. */
    private static final Map<String, Bench> BENCHES = new TreeMap<>(Map.of(
            "append", new Append(),
            "extract", new Extract(),
            "fanout", new Fanout(),
            "idle", new Idle(),
            "import", new Import(),
            "page", new Page(),
            "red-packet", new RedPacket(),
            "rooms", new Rooms(),
            "start", new Start(),
            "turns", new Turns()));

    private static final Map<String, Bench> DRILLS = new TreeMap<>(Map.ofEntries(
            entry("agents", new Agents()),
            entry("backup", new Backup()),
            entry("clock-jump", new ClockJump()),
            entry("database", new Database()),
            entry("drain", new Drain()),
            entry("full-disk", new FullDisk()),
            entry("hung-model", new HungModel()),
            entry("kill", new Kill()),
            entry("kill9", new Kill9()),
            entry("order", new Order()),
            entry("refuse", new Refuse()),
            entry("resume", new Resume()),
            entry("retry", new Retry()),
            entry("slow-reader", new SlowReader()),
            entry("two-nodes", new TwoNodes())));

    private Main() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        String kind = words.isEmpty() ? "bench" : words.getFirst();
        Map<String, Bench> all = kind.equals("drill") ? DRILLS : BENCHES;
        String name = words.size() > 1 ? words.get(1) : "";
        Bench bench = all.get(name);
        if (bench == null) {
            System.err.println("Say which " + kind + ": " + String.join(", ", all.keySet()));
            System.exit(COULD_NOT_RUN);
            return;
        }
        // Where nobody set a level, the driver would write down every statement for a log that nobody reads.
        Logger.getLogger("").setLevel(Level.WARNING);
        Run run = new Run(kind, name, words, Path.of(System.getenv().getOrDefault("WEILU_HOME", ".")));
        try (run) {
            bench.measure(run);
        } catch (Exception failure) {
            boolean isMissing = failure instanceof Missing;
            System.err.println(kind + " " + name + " could not run: " + (isMissing ? failure.getMessage() : failure));
            if (!isMissing) {
                failure.printStackTrace();
            }
            System.exit(COULD_NOT_RUN);
        }
        run.print();
        System.exit(run.breaches() > 0 ? BREACHED : 0);
    }
}
