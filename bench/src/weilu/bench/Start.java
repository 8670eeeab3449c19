package weilu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * How long a warm start takes, as a multiple of the least it could: a JVM that says hello, and PostgreSQL started alone on
 * the same files. And the memory of the server's JVM once the first room is open (PostgreSQL's own is not counted).
 */
final class Start implements Bench {
    private static final double WARM_RATIO_MAX = 4;
    private static final double RSS_MB_MAX = 260;
    private static final int SETTLE_SECONDS = 2;
    private static final String NAME = "xiaohong";
    private static final int ROUNDS = 5;
    private static final int ROUNDS_QUICK = 1;

    @Override
    public void measure(Run run) throws Exception {
        Path data = run.folder();
        Path hello = compiledHello(run.folder());
        run.say("first start: PostgreSQL's files are made");
        String room;
        try (Product first = Product.start(run.home(), data)) {
            run.figure("first_start_ms", first.timeToReady().toMillis());
            room = Person.first(first, NAME).createRoom("火锅派").at("/room/id").asText();
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            run.figure("rss_first_start_mb", first.residentMegabytes());
        }
        List<Double> warm = new ArrayList<>();
        List<Double> jvm = new ArrayList<>();
        List<Double> postgres = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int round = 0; round < (run.isQuick() ? ROUNDS_QUICK : ROUNDS); round++) {
            jvm.add(timed(List.of(java(), "-cp", hello.toString(), "Hello")));
            postgres.add(postgresAlone(data));
            try (Product product = Product.start(run.home(), data)) {
                warm.add(product.timeToReady().toNanos() / 1e6);
                memory.add(withRoomOpen(product, room));
                run.figure("stop_ms", product.stop().toMillis());
            }
        }
        run.figure("jvm_hello_ms", median(jvm));
        run.figure("postgres_alone_ms", median(postgres));
        run.figure("warm_start_ms", median(warm));
        run.atMost("warm_ratio", median(warm) / (median(jvm) + median(postgres)), WARM_RATIO_MAX);
        run.atMost("rss_mb", median(memory), RSS_MB_MAX);
    }

    /** Someone comes back, opens the page and the room, and writes a line. */
    private static double withRoomOpen(Product product, String room) throws IOException, InterruptedException {
        Person person = Person.again(product, NAME);
        person.get("/api/server");
        person.get("/api/rooms");
        person.get("/api/rooms/" + room);
        person.post("/api/rooms/" + room + "/messages",
                Map.of("clientMessageId", UUID.randomUUID().toString(), "body", "水开了,毛肚下锅"));
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        return product.residentMegabytes();
    }

    /** Starts and stops PostgreSQL by its own program; only the start is timed. */
    private static double postgresAlone(Path data) throws IOException, InterruptedException {
        Path folder = data.resolve("postgres");
        Path control;
        try (Stream<Path> files = Files.list(folder)) {
            control = files.filter(file -> file.getFileName().toString().startsWith("binaries-")).findFirst().orElseThrow()
                    .resolve("bin").resolve("pg_ctl");
        }
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(control.toString(), "--pgdata=" + folder.resolve("cluster"), "--silent", "--wait"));
        List<String> start = new ArrayList<>(command);
        start.addAll(List.of("--log=" + folder.resolve("alone.log"), "start"));
        List<String> stop = new ArrayList<>(command);
        stop.addAll(List.of("--mode=fast", "stop"));
        double took = timed(start);
        timed(stop);
        return took;
    }

    private static double timed(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static Path compiledHello(Path folder) throws IOException {
        Path source = folder.resolve("Hello.java");
        Files.writeString(source, """
                public class Hello {
                    public static void main(String[] arguments) {
                        System.out.println("hello");
                    }
                }
                """);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(InputStream.nullInputStream(), null, null, "-d", folder.toString(), source.toString());
        if (result != 0) {
            throw new IOException("hello does not compile");
        }
        return folder;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
