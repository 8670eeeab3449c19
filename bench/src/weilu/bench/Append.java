package weilu.bench;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import weilu.db.Db;
import weilu.db.EmbeddedPostgres;
import weilu.db.Migrations;
import weilu.db.Pool;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.RoomLog;
import weilu.room.RoomWakeups;

/**
 * How many messages a second are acknowledged, that is committed and flushed: by the writer alone, against one commit for
 * each message on the same database, and through the whole product from a socket to its acknowledgement.
 */
final class Append implements Bench {
    private static final int ROOMS = 1_000;
    private static final int FEW = 64;
    private static final int MANY = 1_000;
    private static final int CONNECTIONS = 64;
    private static final double WARM_SECONDS = 24;
    private static final double SECONDS = 5;
    private static final double SECONDS_QUICK = 1;
    private static final int PRODUCT_SENDERS = 64;
    private static final int PRODUCT_IN_FLIGHT = 32;
    private static final String BODY = "今晚七点在老地方吃火锅,每人带五十块钱";

    /** Posts one message of a sender in a room; answers later. */
    private interface Post {
        void post(int room, int sender, Runnable acknowledged);
    }

    private record Result(double perSecond, double p99) {}

    @Override
    public void measure(Run run) throws Exception {
        double seconds = run.isQuick() ? SECONDS_QUICK : SECONDS;
        double warm = run.isQuick() ? SECONDS_QUICK : WARM_SECONDS;
        Path folder = run.folder();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                AgroalDataSource dataSource = Pool.open(postgres.address(), CONNECTIONS)) {
            new Migrations(dataSource, postgres.address()).run();
            Db db = new Db(dataSource);
            people(db);
            RoomWakeups wakeups = new RoomWakeups();
            RoomLog log = new RoomLog(Clock.systemUTC(), wakeups);
            double alone = oneCommitEach(run, db, log, warm, seconds);
            try (PostMessage posts = new PostMessage(db, log, wakeups, (tx, room, author, files) -> Optional.of(List.of()))) {
                Post grouped = (room, sender, acknowledged) -> posts.post(
                        Draft.of(room(room), account(sender), new ClientMessageId(UUID.randomUUID()), BODY),
                        (outcome, failure) -> {
                            if (!(outcome instanceof PostOutcome.Posted)) {
                                throw new IllegalStateException("not posted: " + outcome, failure);
                            }
                            acknowledged.run();
                        });
                offer(grouped, MANY, 1, warm);
                Result hot = offer(grouped, FEW, 1, seconds);
                report(run, "writer, one room, 64 senders", "writer_acks_per_s_64", hot);
                Result many = offer(grouped, MANY, 1, seconds);
                report(run, "writer, one room, 1,000 senders", null, many);
                Result spread = offer(grouped, MANY, ROOMS, seconds);
                report(run, "writer, 1,000 rooms, 1,000 senders", "writer_acks_per_s_1000_rooms", spread);
                run.figure("writer_p99_ms_64", hot.p99());
                run.figure("writer_p99_ms_1000", many.p99());
                run.figure("writer_p99_ms_1000_rooms", spread.p99());
                run.atLeast("hot_ratio_64", hot.perSecond() / alone, 20);
                run.atLeast("writer_acks_per_s_1000", many.perSecond(), 45_000);
            }
        }
        product(run, warm, seconds);
    }

    /** The baseline: the same event in the same tables, each in a transaction of its own. */
    private static double oneCommitEach(Run run, Db db, RoomLog log, double warm, double seconds)
            throws Exception {
        Post single = (room, sender, acknowledged) -> Thread.ofVirtual().start(() -> {
            UUID id = UUID.randomUUID();
            ClientMessageId message = new ClientMessageId(id);
            MemberId author = new MemberId((long) room * MANY + sender + 1);
            MessagePosted event = new MessagePosted(
                    author, message, BODY, null, List.of(), List.of(), null, null, 0, null, false);
            db.useTransaction(tx -> log.append(tx, room(room), event, author, message, id.getMostSignificantBits()));
            acknowledged.run();
        });
        offer(single, FEW, 1, warm / 2);
        Result hot = offer(single, FEW, 1, seconds);
        report(run, "one commit each, one room, 64 senders", "single_acks_per_s_64", hot);
        run.figure("single_p99_ms_64", hot.p99());
        Result spread = offer(single, FEW, ROOMS, seconds);
        report(run, "one commit each, 1,000 rooms, 64 senders", "single_acks_per_s_64_rooms", spread);
        return hot.perSecond();
    }

    /** Each sender has one message under way and sends the next when it is acknowledged. */
    private static Result offer(Post post, int senders, int rooms, double seconds) throws InterruptedException {
        Histogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(2), 2);
        AtomicLong acknowledged = new AtomicLong();
        Semaphore underWay = new Semaphore(senders);
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        int next = 0;
        while (System.nanoTime() < end) {
            underWay.acquire();
            int sender = next++ % senders;
            long sent = System.nanoTime();
            post.post(sender % rooms, sender, () -> {
                nanos.recordValue(System.nanoTime() - sent);
                acknowledged.incrementAndGet();
                underWay.release();
            });
        }
        underWay.acquire(senders);
        double took = (System.nanoTime() - began) / 1e9;
        return new Result(acknowledged.get() / took, nanos.getValueAtPercentile(99) / 1e6);
    }

    private static void product(Run run, double warm, double seconds) throws Exception {
        run.say("the whole product");
        try (Village village = Village.of(run, PRODUCT_SENDERS)) {
            Acknowledgements heard = new Acknowledgements();
            try (Crowd crowd = new Crowd(heard)) {
                List<LoadSocket> sockets = crowd.join(village.product().address(), village.cookies(), Village.HELLO);
                heard.room = village.room();
                talk(heard, sockets, warm);
                Result result = talk(heard, sockets, seconds);
                report(run, "socket to acknowledgement, one room of 64", null, result);
                run.figure("product_p99_ms", result.p99());
                run.atLeast("product_acks_per_s", result.perSecond(), 15_000);
            }
        }
    }

    /** Each socket keeps some messages under way for this long. */
    private static Result talk(Acknowledgements heard, List<LoadSocket> sockets, double seconds) throws Exception {
        heard.count.set(0);
        heard.nanos.reset();
        heard.isOver = false;
        long began = System.nanoTime();
        for (LoadSocket socket : sockets) {
            for (int i = 0; i < PRODUCT_IN_FLIGHT; i++) {
                heard.send(socket);
            }
        }
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
        heard.isOver = true;
        double perSecond = heard.count.get() / ((System.nanoTime() - began) / 1e9);
        TimeUnit.SECONDS.sleep(1);
        return new Result(perSecond, heard.nanos.getValueAtPercentile(99) / 1e6);
    }

    private static void report(Run run, String what, String figure, Result result) {
        run.say(String.format(
                Locale.ROOT, "%s: %,.0f acknowledged a second, p99 %.1f ms", what, result.perSecond(), result.p99()));
        if (figure != null) {
            run.figure(figure, result.perSecond());
        }
    }

    /** Straight into the tables: a thousand rooms with a thousand senders in the first, and one of their own in the others. */
    private static void people(Db db) {
        db.useTransaction(tx -> {
            tx.handle().execute("""
                    insert into account (kind, display_name, created_at)
                    select 'person', '邻居' || n, now() from generate_series(1, %d) n""".formatted(MANY));
            tx.handle().execute("""
                    insert into room (id, kind, name, visibility, created_at)
                    select 100000000 + n, 'group', '派' || n, 'private', now()
                    from generate_series(0, %d) n""".formatted(ROOMS - 1));
            tx.handle().execute("""
                    insert into member (id, room_id, account_id, role, joined_at, joined_seq) overriding system value
                    select room * %1$d + n + 1, 100000000 + room, n + 1, 'member', now(), 0
                    from generate_series(0, %2$d) n, lateral (select distinct unnest(array[0, n %% %3$d]) as room) r"""
                    .formatted(MANY, MANY - 1, ROOMS));
        });
    }

    private static RoomId room(int number) {
        return new RoomId(100_000_000L + number);
    }

    private static AccountId account(int sender) {
        return new AccountId(sender + 1L);
    }

    /** Sends the next when one is acknowledged. */
    private static final class Acknowledgements implements Crowd.Listener {
        private static final int ID_CHARACTERS = 36;

        private final AtomicLong count = new AtomicLong();
        private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(2), 2);
        private long room;
        private volatile boolean isOver;

        void send(LoadSocket socket) throws IOException {
            // The id carries when it was sent.
            socket.sendMessage(room, new UUID(System.nanoTime(), Double.doubleToLongBits(Math.random())).toString(), BODY);
        }

        @Override
        public void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) {}

        @Override
        public void other(LoadSocket socket, ByteBuffer bytes, int from, int to) throws IOException {
            if (bytes.get(from + 9) != 'a') {
                if (bytes.get(from + 9) == 'r' && bytes.get(from + 11) == 'f') {
                    byte[] text = new byte[to - from];
                    bytes.get(from, text);
                    throw new IllegalStateException("refused: " + new String(text, StandardCharsets.UTF_8));
                }
                return;
            }
            byte[] text = new byte[to - from];
            bytes.get(from, text);
            String frame = new String(text, StandardCharsets.US_ASCII);
            int id = frame.indexOf("\"clientMessageId\":\"") + 19;
            nanos.recordValue(Math.max(0, System.nanoTime()
                    - UUID.fromString(frame.substring(id, id + ID_CHARACTERS)).getMostSignificantBits()));
            count.incrementAndGet();
            if (!isOver) {
                send(socket);
            }
        }
    }
}
