package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fifty talk at once; one reads page by page all the while, one listens. Both must have the same log without a gap. */
final class Order implements Bench {
    private static final int SENDERS = 50;
    private static final int MESSAGES = 20_000;
    private static final int MESSAGES_QUICK = 1_000;
    private static final double MESSAGES_PER_SECOND = 1_500;
    private static final int PAGE = 100;
    private static final int QUIET_MS_MAX = 30_000;

    @Override
    public void measure(Run run) throws Exception {
        int messages = run.isQuick() ? MESSAGES_QUICK : MESSAGES;
        try (Village village = Village.of(run, SENDERS + 1)) {
            Talk talk = Talk.of(run, village.owner(), village.room(), village.cookies());
            long head = talk.talkers.getFirst().start;
            AtomicBoolean over = new AtomicBoolean();
            Map<Long, UUID> read = new LinkedHashMap<>();
            List<String> wrong = new ArrayList<>();
            try (Crowd crowd = new Crowd(talk)) {
                talk.connect(crowd, village.product().address());
                Thread reader = Thread.ofPlatform().start(
                        () -> read(village.owner(), village.room(), head, over, read, wrong));
                Pace.keep(MESSAGES_PER_SECOND, messages / MESSAGES_PER_SECOND, number ->
                        talk.talkers.get((int) (number % SENDERS)).say(village.room(), Stamp.now() + "第" + number + "句"));
                talk.requireQuiet(QUIET_MS_MAX);
                over.set(true);
                reader.join();
            }
            talk.check();
            wrong.forEach(run::breach);
            Talker listener = talk.talkers.getLast();
            List<UUID> listened = listener.heard.stream().filter(id -> id != null).toList();
            if (!List.copyOf(read.values()).equals(listened)) {
                run.breach("the reader has " + read.size() + " messages, the listener " + listened.size() + ", not the same");
            }
            run.figure("messages", talk.acknowledged.size());
            run.figure("read_by_pages", read.size());
            run.figure("heard_p99_ms", talk.nanos.getValueAtPercentile(99) / 1e6);
        }
    }

    /** Reads the room page by page until it is over and all is read. */
    static void read(
            Person reader, long room, long head, AtomicBoolean over, Map<Long, UUID> read, List<String> wrong) {
        long after = head;
        try {
            boolean last = false;
            while (true) {
                String path = "/api/rooms/" + room + "/messages?after=" + after + "&limit=" + PAGE;
                JsonNode page = reader.get(path).path("messages");
                for (JsonNode message : page) {
                    long seq = message.path("seq").asLong();
                    if (seq != after + 1) {
                        wrong.add("read " + seq + " after " + after);
                    }
                    after = seq;
                    read.put(seq, UUID.fromString(message.path("clientMessageId").asText()));
                }
                if (page.isEmpty() && last) {
                    return;
                }
                last = over.get();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (Exception failure) {
            wrong.add("the reader stopped: " + failure);
        }
    }
}
