package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast an old chat comes into a room by an upload, and in how much heap. The time runs from the first byte sent to
 * the progress that says done; the server's JVM is limited to the heap of the goal, and its use is read from /metrics.
 */
final class Import implements Bench {
    private static final int MESSAGES = 100_000;
    private static final int MESSAGES_QUICK = 5_000;
    private static final long SEED = 20_261_122;
    private static final double MESSAGES_PER_S_MIN = 5_000;
    private static final int HEAP_MB_MAX = 256;
    private static final int ASK_EVERY_MS = 200;

    /** How one import went. */
    private record Went(JsonNode last, double seconds, double heapMegabytes) {}

    @Override
    public void measure(Run run) throws Exception {
        int messages = run.isQuick() ? MESSAGES_QUICK : MESSAGES;
        Path file = run.folder().resolve("result.json");
        new TelegramChat(SEED).write(file, messages);
        run.figure("file_mb", file.toFile().length() / 1e6);
        Product product = run.closing(Product.start(run.home(), run.folder(),
                Map.of("WEILU_JAVA_OPTIONS", "-Xmx" + HEAP_MB_MAX + "m")));
        Person person = Person.first(product, "xiaohong");
        String room = "/api/rooms/" + person.createRoom("火锅派").at("/room/id").asText();

        run.say("importing " + messages + " messages");
        double processor = product.processorSeconds();
        Went first = importFile(person, room, file);
        require(first.last().path("imported").asInt() == messages, first);
        run.figure("server_cpu_s", product.processorSeconds() - processor);
        run.figure("seconds", first.seconds());

        run.figure("searchable_after_s", searchable(person, room));

        run.say("importing them again: nothing is new");
        Went second = importFile(person, room, file);
        require(second.last().path("imported").asInt() == 0, second);
        require(second.last().path("repeated").asInt() == messages, second);
        run.figure("again_seconds", second.seconds());
        run.figure("rss_mb", product.residentMegabytes());
        run.atLeast("messages_per_s", messages / first.seconds(), MESSAGES_PER_S_MIN);
        run.atMost("heap_mb", Math.max(first.heapMegabytes(), second.heapMegabytes()), HEAP_MB_MAX);
    }

    private static Went importFile(Person person, String room, Path file) throws IOException, InterruptedException {
        long began = System.nanoTime();
        String id = person.upload(room + "/imports?format=auto&name=result.json", file).path("importId").asText();
        double heap = 0;
        while (true) {
            JsonNode progress = person.get(room + "/imports/" + id);
            double seconds = (System.nanoTime() - began) / 1e9;
            heap = Math.max(heap, heapMegabytes(person));
            if (progress.path("done").asBoolean()) {
                return new Went(progress, seconds, heap);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
        }
    }

    /** Seconds until the import's words are found too: the room's readers go to work when it ends. */
    private static double searchable(Person person, String room) throws IOException, InterruptedException {
        long began = System.nanoTime();
        String word = URLEncoder.encode(TelegramChat.LAST_WORD, StandardCharsets.UTF_8);
        while (person.get(room + "/search?query=" + word).path("hits").isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** All of the heap in use, with what is waiting to be collected. */
    private static double heapMegabytes(Person person) throws IOException, InterruptedException {
        return person.text("/metrics").lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum() / (1 << 20);
    }

    private static void require(boolean held, Went went) throws IOException {
        if (!held) {
            throw new IOException("the import ended as " + went.last());
        }
    }
}
