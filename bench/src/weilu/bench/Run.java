package weilu.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One run of one measurement: takes goals and figures, gives folders and products that are cleaned up at the end, and
 * prints a table for people and, as the last line, one JSON object.
 */
final class Run implements AutoCloseable {
    private record Goal(String name, double value, String op, double goal, boolean met) {}

    private final String kind;
    private final String name;
    private final boolean quick;
    private final List<String> words;
    private final Path home;
    private final List<Goal> goals = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private int breaches;

    Run(String kind, String name, List<String> words, Path home) {
        this.kind = kind;
        this.name = name;
        this.quick = words.contains("--quick");
        this.words = List.copyOf(words);
        this.home = home.toAbsolutePath();
    }

    /** Whether it shall take a few seconds only, for the test suite. */
    boolean isQuick() {
        return quick;
    }

    /** Whether a word such as {@code --nats} was given. */
    boolean has(String word) {
        return words.contains(word);
    }

    /** The clone this runs in. */
    Path home() {
        return home;
    }

    /** A goal of BENCH.md that is met when the value is at most the goal. */
    void atMost(String goal, double value, double most) {
        goals.add(new Goal(goal, value, "<=", most, value <= most));
    }

    /** A goal that is met when the value is at least the goal. */
    void atLeast(String goal, double value, double least) {
        goals.add(new Goal(goal, value, ">=", least, value >= least));
    }

    /** A goal that is met when the value is more than the goal. */
    void moreThan(String goal, double value, double bound) {
        goals.add(new Goal(goal, value, ">", bound, value > bound));
    }

    /** A figure without a goal. Its name ends in its unit. */
    void figure(String figure, double value) {
        figures.put(figure, value);
    }

    /** In a drill: something that was promised did not hold. */
    void breach(String what) {
        breaches++;
        System.err.println("BREACH: " + what);
    }

    int breaches() {
        return breaches;
    }

    /** Says what is going on; to standard error, for the result is on standard output. */
    void say(String line) {
        System.err.println("  " + line);
    }

    /** Closes it at the end, in the opposite order. */
    <T extends AutoCloseable> T closing(T part) {
        opened.push(part);
        return part;
    }

    /** A folder that is gone at the end. */
    Path folder() throws IOException {
        Path folder = Files.createTempDirectory("weilu-bench-");
        closing(() -> deleteTree(folder));
        return folder;
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    void print() {
        System.out.println();
        figures.forEach((figure, value) -> System.out.printf(Locale.ROOT, "%-36s %14s%n", figure, shown(value)));
        for (Goal goal : goals) {
            System.out.printf(Locale.ROOT, "%-36s %14s  goal %s %s  %s%n", goal.name(), shown(goal.value()), goal.op(),
                    shown(goal.goal()), goal.met() ? "met" : "NOT MET");
        }
        System.out.println(json());
    }

    private ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put(kind, name);
        json.put("machine", machine());
        if (quick) {
            json.put("quick", true);
        }
        if (kind.equals("drill")) {
            json.put("breaches", breaches);
        }
        ArrayNode list = json.putArray("goals");
        for (Goal goal : goals) {
            list.addObject().put("name", goal.name()).put("value", rounded(goal.value())).put("op", goal.op())
                    .put("goal", goal.goal()).put("met", goal.met());
        }
        ObjectNode all = json.putObject("figures");
        figures.forEach((figure, value) -> all.put(figure, rounded(value)));
        return json;
    }

    private static String machine() {
        long megabytes = Runtime.getRuntime().maxMemory() / (1 << 20) * 4;
        String model = "unknown processor";
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            model = lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.replaceFirst(".*: *", "")).orElse(model);
        } catch (IOException notLinux) {
            model = System.getProperty("os.arch");
        }
        return Runtime.getRuntime().availableProcessors() + " cores, about " + megabytes / 1024 + " GB, " + model + ", "
                + System.getProperty("os.name") + ", Java " + Runtime.version().feature();
    }

    private static String shown(double value) {
        return Math.abs(value) >= 1000 ? "%,.0f".formatted(value) : "%.3f".formatted(value).replaceFirst("\\.?0+$", "");
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted((left, right) -> right.compareTo(left)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
