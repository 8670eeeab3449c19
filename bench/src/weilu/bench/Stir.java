package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody who keeps every other table moving while others talk: files, edits, reactions, pins, recalls, new rooms. */
final class Stir implements AutoCloseable {
    private static final int FILE_BYTES_MAX = 64 * 1024;
    private static final long PAUSE_MS = 30;

    /** A file that a message carries, acknowledged. */
    record Brought(String path, String sha256) {}

    final Queue<Brought> brought = new ConcurrentLinkedQueue<>();
    private final Person person;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;
    private volatile Exception failure;

    Stir(Person person) {
        this.person = person;
        thread = Thread.ofPlatform().name("stir").start(this::run);
    }

    /** Waits until so many files are in messages, or nothing more comes. */
    void awaitBrought(int files) throws InterruptedException {
        while (brought.size() < files && thread.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    /** Ends it; throws when something was refused meanwhile. */
    @Override
    public void close() throws Exception {
        over.set(true);
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void run() {
        Random random = new Random(1122);
        try {
            while (!over.get()) {
                String room = "/api/rooms/" + person.createRoom("锅" + random.nextInt(1_000)).at("/room/id").asLong();
                for (int i = 0; i < 5 && !over.get(); i++) {
                    bring(room, random);
                    change(room);
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                }
            }
        } catch (Exception refused) {
            failure = refused;
        }
    }

    private void bring(String room, Random random) throws IOException, InterruptedException {
        byte[] bytes = new byte[1 + random.nextInt(FILE_BYTES_MAX)];
        random.nextBytes(bytes);
        JsonNode file = person.upload(room + "/attachments?kind=file&name=f.bin", bytes);
        say(room, "看这个", List.of(file.path("id")));
        brought.add(new Brought(room + "/attachments/" + file.path("id").asText(), digest(bytes)));
    }

    private void change(String room) throws IOException, InterruptedException {
        String message = room + "/messages/" + say(room, "涮几秒", List.of());
        person.change("PATCH", message, Map.of("body", "涮十五秒"));
        person.change("PUT", message + "/reactions/%F0%9F%94%A5", null);
        person.change("PUT", message + "/pin", null);
        person.change("DELETE", room + "/messages/" + say(room, "说错了", List.of()), null);
    }

    private long say(String room, String body, List<JsonNode> files) throws IOException, InterruptedException {
        return person.post(room + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "body", body, "attachments", files))
                .path("seq").asLong();
    }
}
