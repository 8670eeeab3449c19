package weilu.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A model is asked in many rooms. One at a time: how much later its first word reaches the asker than it reaches whoever asks
 * the endpoint directly. All at once: whether each word reaches each member, and how soon.
 */
final class Turns implements Bench {
    private static final int PEOPLE = 2_000;
    private static final int PEOPLE_QUICK = 40;
    private static final int ROOMS = 200;
    private static final int ROOMS_QUICK = 4;
    private static final int MEMBERS = 100;
    private static final int MEMBERS_QUICK = 10;
    private static final int WORD_MILLIS = 20;
    private static final int FEW_WORDS = 3;
    private static final int MANY_WORDS = 350;
    private static final int MANY_WORDS_QUICK = 50;
    private static final int ROUNDS = 2;
    private static final int WARM_UP_ROUNDS = 8;
    private static final int ASKED_ALONE = 60;
    private static final int PING_SECONDS = 20;
    private static final int ROUND_APART_SECONDS = 1;
    private static final int END_SECONDS_MAX = 60;
    private static final long FIRST_ROOM = 100_000_000L;
    private static final double ADDED_MS_MAX = 10;
    private static final double DELTA_P99_MS_MAX = 300;
    private static final String QUESTION = "@阿炉 周六几点吃火锅？";
    private static final String FACT = "周六下午三点在老地方吃火锅";

    @Override
    public void measure(Run run) throws Exception {
        int rooms = run.isQuick() ? ROOMS_QUICK : ROOMS;
        SteadyModel model = run.closing(new SteadyModel(WORD_MILLIS));
        Map<String, String> settings = new HashMap<>(Village.DOORS_WIDE);
        settings.put("WEILU_MODEL_HOSTS", model.place());
        Product product = run.closing(Product.start(run.home(), run.folder(), settings));
        Person owner = Person.first(product, "xiaohong");
        owner.post("/api/providers", Map.of("name", "steady", "baseUrl", "http://" + model.place() + "/v1", "model", "steady",
                "localAllowed", true));
        long first = owner.createRoom("火锅派").at("/room/id").asLong();
        List<String> cookies = Village.seated(product, owner, first, run.isQuick() ? PEOPLE_QUICK : PEOPLE);
        furnish(product, first, rooms, cookies.size(), run.isQuick() ? MEMBERS_QUICK : MEMBERS);
        Words words = new Words();
        try (Crowd crowd = new Crowd(words)) {
            List<LoadSocket> sockets = crowd.join(product.address(), cookies, Village.HELLO);
            for (int room = 0; room < rooms; room++) {
                say(sockets.get(room), room, FACT);
            }
            model.says(FEW_WORDS);
            Thread pinging = Thread.ofVirtual().start(() -> ping(sockets));
            firstWords(run, "cold_", model, words, sockets, Math.min(rooms, ASKED_ALONE));
            warmUp(run, words, sockets, rooms);
            firstWords(run, "", model, words, sockets, Math.min(rooms, ASKED_ALONE));
            model.says(run.isQuick() ? MANY_WORDS_QUICK : MANY_WORDS);
            allAtOnce(run, product, words, sockets, rooms, run.isQuick() ? MANY_WORDS_QUICK : MANY_WORDS);
            pinging.interrupt();
        }
    }

    /** As clients do: the server lets go who says nothing. */
    private static void ping(List<LoadSocket> sockets) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(PING_SECONDS);
                for (LoadSocket socket : sockets) {
                    socket.ping();
                }
            }
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that has been in use for a while: its code is compiled, its statements are prepared. */
    private static void warmUp(Run run, Words words, List<LoadSocket> sockets, int rooms) throws Exception {
        for (int round = 0; round < (run.isQuick() ? 1 : WARM_UP_ROUNDS); round++) {
            words.begin();
            for (int room = 0; room < rooms; room++) {
                say(sockets.get(room), room, QUESTION + "好".repeat(round + 1));
            }
            words.awaitEnded(rooms, END_SECONDS_MAX);
        }
    }

    /** One ask at a time, directly and through a room in turn; the first round warms both up. */
    private static void firstWords(
            Run run, String when, SteadyModel model, Words words, List<LoadSocket> sockets, int asks) throws Exception {
        Histogram direct = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        Histogram through = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        HttpClient client = HttpClient.newHttpClient();
        for (int round = 0; round < ROUNDS; round++) {
            direct.reset();
            through.reset();
            for (int room = 0; room < asks; room++) {
                direct.recordValue(direct(client, model));
                words.begin();
                long began = System.nanoTime();
                say(sockets.get(room), room, QUESTION + when + "？".repeat(round));
                through.recordValue(words.awaitFirst(began, END_SECONDS_MAX));
                words.awaitEnded(1, END_SECONDS_MAX);
            }
        }
        double added = (through.getValueAtPercentile(50) - direct.getValueAtPercentile(50)) / 1e6;
        run.figure(when + "direct_first_token_ms", direct.getValueAtPercentile(50) / 1e6);
        run.figure(when + "first_token_ms", through.getValueAtPercentile(50) / 1e6);
        run.figure(when + "first_token_p99_ms", through.getValueAtPercentile(99) / 1e6);
        if (run.isQuick() || !when.isEmpty()) {
            run.figure(when + "added_first_token_ms", added);
        } else {
            run.atMost("added_first_token_ms", added, ADDED_MS_MAX);
        }
    }

    /** In every room one asks, at the same time. */
    private static void allAtOnce(
            Run run, Product product, Words words, List<LoadSocket> sockets, int rooms, int count) throws Exception {
        TimeUnit.SECONDS.sleep(ROUND_APART_SECONDS);
        double idle = product.residentMegabytes();
        words.begin();
        double busy = product.processorSeconds();
        long began = System.nanoTime();
        for (int room = 0; room < rooms; room++) {
            say(sockets.get(room), room, QUESTION + "大家都来吗");
        }
        words.awaitEnded(rooms, END_SECONDS_MAX + count * WORD_MILLIS / 1000);
        double seconds = (System.nanoTime() - began) / 1e9;
        int members = run.isQuick() ? MEMBERS_QUICK : MEMBERS;
        double complete = words.complete(count * SteadyModel.wordCharacters()) / ((double) rooms * members);
        run.figure("turns", rooms);
        run.figure("turns_all_s", seconds);
        run.figure("server_cores", (product.processorSeconds() - busy) / seconds);
        run.figure("deltas_per_s", words.nanos.getTotalCount() / seconds);
        run.figure("delta_p50_ms", words.nanos.getValueAtPercentile(50) / 1e6);
        run.figure("rss_mb_before", idle);
        run.figure("rss_mb_after", product.residentMegabytes());
        run.figure("heap_mb_after", product.liveHeapMegabytes());
        double p99 = words.nanos.getValueAtPercentile(99) / 1e6;
        if (run.isQuick()) {
            run.figure("delta_p99_ms", p99);
        } else {
            run.atMost("delta_p99_ms", p99, DELTA_P99_MS_MAX);
        }
        run.atLeast("text_complete", complete, 1);
    }

    private static void say(LoadSocket socket, int room, String body) throws IOException {
        socket.sendMessage(FIRST_ROOM + room, UUID.randomUUID().toString(), body);
    }

    /** Nanoseconds until the endpoint's first word, over a connection that is open already. */
    private static long direct(HttpClient client, SteadyModel model) throws IOException, InterruptedException {
        String prompt = QUESTION + FACT.repeat(60);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + model.place() + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"model\":\"steady\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + prompt + "\"}]}")).build();
        long began = System.nanoTime();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("data: {")) {
                line = lines.readLine();
            }
            long nanos = System.nanoTime() - began;
            while (line != null) {
                line = lines.readLine();
            }
            return nanos;
        }
    }

    /** Rooms with 阿炉 in them, straight into the tables: person {@code r} sits in room {@code r} and asks there. */
    private static void furnish(Product product, long village, int rooms, int people, int members) throws Exception {
        try (Connection connection = product.database(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table seat as
                    select account_id, substring(display_name from '[0-9]+')::int as n
                    from member join account on account.id = account_id
                    where room_id = %d and role = 'guest'""".formatted(village));
            statement.execute("""
                    insert into room (id, kind, name, visibility, created_at)
                    select %d + n, 'group', '派' || n, 'private', now() from generate_series(0, %d) n"""
                    .formatted(FIRST_ROOM, rooms - 1));
            statement.execute("""
                    insert into member (room_id, account_id, role, joined_at, joined_seq)
                    select %1$d + r, account_id, 'member', now(), 0 from generate_series(0, %2$d) r, agent where part = 'host'
                    union all
                    select %1$d + r, s.account_id, 'member', now(), 0
                    from generate_series(0, %2$d) r, generate_series(0, %3$d) k
                    join seat s on true where s.n = (r + k * 7) %% %4$d"""
                    .formatted(FIRST_ROOM, rooms - 1, members - 1, people));
        }
    }

    /** Follows the words of answers on their way to each member. */
    private static final class Words implements Crowd.Listener {
        private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(5), 2);
        /** By socket and turn, how much came in order; {@link Integer#MIN_VALUE} once there was a gap. */
        private final List<Map<UUID, Integer>> heard = new ArrayList<>();
        private final Map<UUID, Boolean> ended = new HashMap<>();
        private long first;

        synchronized void begin() {
            nanos.reset();
            heard.clear();
            ended.clear();
            first = 0;
        }

        /** Nanoseconds from then until anybody heard the first word. */
        synchronized long awaitFirst(long began, int secondsMax) throws InterruptedException, IOException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
            while (first == 0) {
                waitABit(end, "no word came");
            }
            return first - began;
        }

        synchronized void awaitEnded(int turns, int secondsMax) throws InterruptedException, IOException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
            while (ended.size() < turns) {
                waitABit(end, ended.size() + " of " + turns + " turns ended");
            }
            // What was sent to others before the last one's end is on its way.
            wait(TimeUnit.SECONDS.toMillis(turns > 1 ? 2 : 0) + 1);
        }

        /** How many answers came whole, each counted for each member who heard it; a blank at the end may be left out. */
        synchronized long complete(int characters) {
            return heard.stream().flatMap(turns -> turns.values().stream()).filter(length -> length >= characters - 1).count();
        }

        private void waitABit(long end, String otherwise) throws InterruptedException, IOException {
            if (System.nanoTime() > end) {
                throw new IOException(otherwise);
            }
            wait(100);
        }

        @Override
        public void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) {
            // Only words on their way are followed.
        }

        @Override
        public synchronized void other(LoadSocket socket, ByteBuffer bytes, int from, int to) throws IOException {
            byte[] utf8 = new byte[to - from];
            bytes.get(from, utf8);
            String frame = new String(utf8, StandardCharsets.UTF_8);
            if (frame.startsWith("{\"type\":\"turnDelta\"")) {
                long now = System.nanoTime();
                first = first == 0 ? now : first;
                delta(socket, frame, now);
                notifyAll();
            } else if (frame.startsWith("{\"type\":\"turnEnded\"")) {
                ended.put(turn(frame), true);
                notifyAll();
            }
        }

        private void delta(LoadSocket socket, String frame, long now) {
            while (heard.size() <= socket.number) {
                heard.add(new HashMap<>());
            }
            int at = frame.indexOf("\"text\":\"") + 8;
            int length = frame.indexOf('"', at) - at;
            int start = frame.indexOf("\"from\":") + 7;
            int place = Integer.parseInt(frame, start, frame.indexOf(',', start), 10);
            heard.get(socket.number).merge(turn(frame), place == 0 ? length : Integer.MIN_VALUE,
                    (before, unused) -> before == place ? place + length : Integer.MIN_VALUE);
            int stamp = frame.indexOf('@', at) + 1;
            nanos.recordValue(Math.max(0, now - Long.parseLong(frame, stamp, frame.indexOf(' ', stamp), 10)));
        }

        private static UUID turn(String frame) {
            int at = frame.indexOf("\"turn\":\"") + 8;
            return UUID.fromString(frame.substring(at, at + 36));
        }
    }
}
