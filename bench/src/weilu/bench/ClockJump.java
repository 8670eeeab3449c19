package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clock of the server and of its PostgreSQL jumps forward by an hour, back by two, and to the right time again, while
 * people talk. The order must stay, nobody may be locked out, and who asks is answered once. The clock is changed by
 * libfaketime, which stands between the processes and the system's clock.
 */
final class ClockJump implements Bench {
    private static final int PEOPLE = 20;
    private static final int MESSAGES_PER_SECOND = 100;
    private static final int SLOW_MODE_SECONDS = 5;
    private static final int[] OFFSETS_SECONDS = {3_600, -3_600, 0};
    private static final int SIGN_IN_TRIES = 12;
    /** A try refills in some 40 s; as long as the clock was off would be an hour and more. */
    private static final int LET_IN_S_MAX = 180;
    private static final int GIVEN_UP_MS = 60_000;
    private static final int QUIET_MS_MAX = 60_000;
    /** Each process looks at the offset whenever it asks what time it is. */
    private static final int SEEN_AFTER_MS = 500;
    private static final double GOES_ON_S_MAX = 5;

    private Run run;
    private Person owner;
    private long room;
    private Talk talk;

    @Override
    public void measure(Run running) throws Exception {
        run = running;
        Path clock = Files.writeString(run.folder().resolve("offset"), "+0s\n");
        Map<String, String> settings = new LinkedHashMap<>(Village.DOORS_WIDE);
        settings.putAll(Map.of("LD_PRELOAD", library().toString(), "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                "FAKETIME_NO_CACHE", "1", "NO_FAKE_STAT", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Otherwise the JVM's timed waits would end at once, and its processors be busy with that.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        Product product = run.closing(Product.start(run.home(), run.folder(), settings));
        owner = Person.first(product, "xiaohong").patient();
        room = owner.createRoom("火锅派").at("/room/id").asLong();
        JsonNode slow = owner.createRoom("慢火锅");
        String slowRoom = "/api/rooms/" + slow.at("/room/id").asText();
        owner.change("PATCH", slowRoom, Map.of("slowModeSeconds", SLOW_MODE_SECONDS));
        Person guest = guest(product, invite(slowRoom), "路人");
        talk = Talk.of(run, owner, room, Village.guests(product, owner, room, PEOPLE));
        talk.during(() -> jump(product, clock, guest, slowRoom), product.address(), MESSAGES_PER_SECOND, QUIET_MS_MAX, owner);
        if (!run.isQuick()) {
            run.figure("let_in_again_s", letInAgain(product));
        }
        inOrder();
        run.figure("acknowledged", talk.acknowledged.size());
    }

    private void jump(Product product, Path clock, Person guest, String slowRoom) throws Exception {
        String invitation = invite("/api/rooms/" + room);
        double slowest = 0;
        for (int offset : OFFSETS_SECONDS) {
            TimeUnit.SECONDS.sleep(1);
            Path next = Files.writeString(clock.resolveSibling("next"), (offset < 0 ? "" : "+") + offset + "s\n");
            Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
            TimeUnit.MILLISECONDS.sleep(SEEN_AFTER_MS);
            isOffBy(offset);
            slowest = Math.max(slowest, goesOn());
            if (owner.status("/api/me") != 200) {
                run.breach("a sign-in ended by a jump to " + offset + " s");
            }
            guest(product, invitation, "邻居" + offset);
            invitation = invite("/api/rooms/" + room);
            askOnce(offset);
            slowMode(guest, slowRoom, offset);
            if (offset > 0 && !run.isQuick()) {
                useUpTries(product);
            }
            run.say("off by " + offset + " s: " + talk.acknowledged.size() + " acknowledged so far");
        }
        run.atMost("goes_on_s", slowest, GOES_ON_S_MAX);
    }

    private static Path library() throws IOException {
        Path libraries = Path.of("/usr/lib");
        try (Stream<Path> found = Files.find(libraries, 3, (path, kind) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            Optional<Path> library = found.findFirst();
            if (library.isPresent()) {
                return library.get();
            }
        } catch (UncheckedIOException notReadable) {
            // As if it were not there.
        }
        throw new IOException("libfaketime is not there (on Debian: sudo apt-get install faketime)");
    }

    /** The server tells its time with its answers: otherwise nothing was tried. */
    private void isOffBy(int offset) throws Exception {
        UUID probe = UUID.randomUUID();
        JsonNode posted = owner.post("/api/rooms/" + room + "/messages", Map.of("clientMessageId", probe, "body", "几点了"));
        double off = posted.path("at").isNumber() ? posted.path("at").asDouble() - System.currentTimeMillis()
                : Instant.parse(posted.path("at").asText()).toEpochMilli() - System.currentTimeMillis();
        if (Math.abs(off / 1e3 - offset) > 60) {
            throw new IOException("the server's clock does not jump: it is off by " + off / 1e3 + " s instead of " + offset);
        }
    }

    private double goesOn() throws Exception {
        long began = System.nanoTime();
        UUID probe = talk.talkers.getFirst().say(room, Stamp.now() + "几点了");
        while (!talk.acknowledged.containsKey(probe)) {
            if (System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(GIVEN_UP_MS)) {
                run.breach("after a jump nothing is acknowledged");
                break;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private String invite(String path) throws Exception {
        return owner.post(path + "/invitations", Map.of("guests", true)).path("secret").asText();
    }

    private static Person guest(Product product, String invitation, String name) throws Exception {
        Person guest = new Person(product.address()).patient();
        guest.post("/api/guests", Map.of("invitation", invitation, "displayName", name));
        return guest;
    }

    /** In a room of its own, for the other is busy. */
    private void askOnce(int offset) throws Exception {
        String path = "/api/rooms/" + owner.createRoom("问" + offset).at("/room/id").asText() + "/messages";
        owner.post(path, Map.of("clientMessageId", UUID.randomUUID(), "body", "周六下午三点吃火锅"));
        long ask = owner.post(path, Map.of("clientMessageId", UUID.randomUUID(), "body", "@阿炉 周六几点吃火锅？"))
                .path("seq").asLong();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GIVEN_UP_MS);
        while (answers(path, ask) == 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.MILLISECONDS.sleep(500);
        if (answers(path, ask) != 1) {
            run.breach("an ask was answered " + answers(path, ask) + " times after a jump to " + offset + " s");
        }
    }

    private int answers(String path, long ask) throws Exception {
        int answers = 0;
        for (JsonNode message : owner.get(path + "?limit=100").path("messages")) {
            answers += message.path("quote").asLong() == ask ? 1 : 0;
        }
        return answers;
    }

    /** Who has said something may say the next thing after the usual time, and not after the jump's. */
    private void slowMode(Person guest, String slowRoom, int offset) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SLOW_MODE_SECONDS * 3);
        while (true) {
            try {
                guest.post(slowRoom + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "body", "慢慢来 " + offset));
                return;
            } catch (IOException refused) {
                if (!refused.getMessage().contains("slow_mode") || System.nanoTime() > end) {
                    run.breach("slow mode holds somebody back after a jump to " + offset + " s: " + refused.getMessage());
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** Somebody forgets the password while the clock is ahead. */
    private void useUpTries(Product product) throws InterruptedException {
        for (int i = 0; i < SIGN_IN_TRIES; i++) {
            try {
                new Person(product.address()).post("/api/sign-ins", Map.of("name", "xiaohong", "password", "wrong wrong wrong"));
            } catch (IOException refused) {
                // As it should be.
            }
        }
    }

    private double letInAgain(Product product) throws Exception {
        long began = System.nanoTime();
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(LET_IN_S_MAX)) {
            try {
                Person.again(product, "xiaohong");
                return (System.nanoTime() - began) / 1e9;
            } catch (IOException notYet) {
                TimeUnit.SECONDS.sleep(2);
            }
        }
        run.breach("who used up their tries while the clock was ahead is still locked out after " + LET_IN_S_MAX + " s");
        return LET_IN_S_MAX;
    }

    /** A reader from the beginning gets every seq in turn, whatever the times say. */
    private void inOrder() throws Exception {
        long after = 0;
        for (JsonNode page = page(after); !page.isEmpty(); page = page(after)) {
            for (JsonNode message : page) {
                if (message.path("seq").asLong() <= after) {
                    run.breach("read " + message.path("seq").asLong() + " after " + after);
                }
                after = message.path("seq").asLong();
            }
        }
    }

    private JsonNode page(long after) throws Exception {
        return owner.get("/api/rooms/" + room + "/messages?after=" + after + "&limit=100").path("messages");
    }
}
