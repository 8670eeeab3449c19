package weilu.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weilu.db.EmbeddedPostgres;

/** The server, started as people start it: by {@code ./weilu}, on a data folder and a port of its own. */
final class Product implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("is ready: (\\S+)");
    private static final Pattern SETUP = Pattern.compile("/setup/([A-Za-z0-9_-]+)");
    private static final Pattern USED_HEAP = Pattern.compile("used (\\d+)K");
    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    /** Whether what the server says is shown as it says it. */
    private static final boolean TELLS = System.getenv("WEILU_BENCH_TELL") != null;

    private static final double TICKS_PER_SECOND = 100;

    private final Path home;
    private final Process process;
    private final Path data;
    private final URI address;
    private final Duration timeToReady;
    private final Queue<String> lines;

    private Product(Path home, Process process, Path data, URI address, Duration timeToReady, Queue<String> lines) {
        this.home = home;
        this.process = process;
        this.data = data;
        this.address = address;
        this.timeToReady = timeToReady;
        this.lines = lines;
    }

    /** Starts and returns once it says that it is ready. */
    static Product start(Path home, Path data) throws IOException, InterruptedException {
        return start(home, data, Map.of());
    }

    static Product start(Path home, Path data, Map<String, String> settings) throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(home.resolve("weilu").toString(), "run").redirectErrorStream(true);
        builder.environment().putAll(Map.of("WEILU_HOST", "127.0.0.1", "WEILU_PORT", Integer.toString(port),
                "WEILU_DATA_FOLDER", data.toString(), "WEILU_TRAINING", "off"));
        builder.environment().putAll(settings);
        long began = System.nanoTime();
        Process process = builder.start();
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        CountDownLatch known = new CountDownLatch(1);
        long[] ready = new long[1];
        Thread.ofVirtual().start(() -> {
            try (BufferedReader output = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    if (TELLS) {
                        System.err.println("    | " + line);
                    }
                    if (READY.matcher(line).find()) {
                        ready[0] = System.nanoTime();
                        known.countDown();
                    }
                }
            } catch (IOException ended) {
                lines.add("(its output ended: " + ended.getMessage() + ")");
            }
            known.countDown();
        });
        if (!known.await(START_MAX.toSeconds(), TimeUnit.SECONDS) || ready[0] == 0) {
            process.destroyForcibly();
            throw new IOException("the server did not start:\n" + String.join("\n", lines));
        }
        return new Product(home, process, data, URI.create("http://localhost:" + port), Duration.ofNanos(ready[0] - began), lines);
    }

    /** What a command said, and how it ended. */
    record Said(int code, String text) {}

    /** Runs another command of {@code ./weilu} on this server's data folder. */
    Said command(String... words) throws IOException, InterruptedException {
        return command(home, data, Map.of(), words);
    }

    static Said command(Path home, Path data, Map<String, String> settings, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("weilu").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("WEILU_DATA_FOLDER", data.toString(), "WEILU_TRAINING", "off"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }

    /** Like {@code http://localhost:20123}. */
    URI address() {
        return address;
    }

    Duration timeToReady() {
        return timeToReady;
    }

    long pid() {
        return process.pid();
    }

    /** The one-time token that makes the first owner, from the start-up log. */
    Optional<String> setupToken() {
        return lines.stream().map(SETUP::matcher).filter(Matcher::find).map(found -> found.group(1)).findFirst();
    }

    /** Resident memory of the server's JVM (not of PostgreSQL) in MB. */
    double residentMegabytes() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:")).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0).orElseThrow();
        }
    }

    /** Processor seconds the server's JVM has used so far. */
    double processorSeconds() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** What the JVM's heap holds after a full collection, by the JDK's own tool. */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED_HEAP.matcher(jcmd("GC.heap_info"));
        double kilobytes = 0;
        // Of the young and the old generation; what follows is metaspace.
        for (int i = 0; i < 2 && used.find(); i++) {
            kilobytes += Double.parseDouble(used.group(1));
        }
        return kilobytes / 1024;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(tool, Long.toString(pid()), command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** A connection to its own PostgreSQL, to furnish what would take long through the door. */
    Connection database() throws IOException {
        return EmbeddedPostgres.running(data).orElseThrow(() -> new IOException("PostgreSQL does not run")).connect();
    }

    /** Its PostgreSQL, and nothing when none runs now. */
    Optional<ProcessHandle> postmaster() {
        try {
            Path pidFile = data.resolve("postgres").resolve("cluster").resolve("postmaster.pid");
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException | NoSuchElementException | NumberFormatException notThere) {
            return Optional.empty();
        }
    }

    /** Processor seconds that the processes of this server's PostgreSQL have used so far, those that ended included. */
    double databaseProcessorSeconds() throws IOException {
        ProcessHandle postmaster = postmaster().orElseThrow(() -> new IOException("PostgreSQL does not run"));
        double seconds = 0;
        try (Stream<ProcessHandle> children = postmaster.children()) {
            for (long pid : Stream.concat(Stream.of(postmaster), children).map(ProcessHandle::pid).toList()) {
                seconds += ticks(pid) / TICKS_PER_SECOND;
            }
        }
        return seconds;
    }

    /** Of the process and of its children that ended: fields 14 to 17 of proc(5)'s stat. */
    private static double ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]) + Double.parseDouble(fields[13])
                    + Double.parseDouble(fields[14]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Like {@code kill -9}. PostgreSQL lives on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it as ctrl-C does; returns how long that took. */
    Duration stop() throws IOException, InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the server did not stop within " + STOP_MAX.toSeconds() + " s");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
