package weilu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Many small rooms, as families and classes have: every member has a socket, and all rooms talk a little. */
final class Rooms implements Bench {
    private static final int PEOPLE = 2_000;
    private static final int PEOPLE_QUICK = 100;
    private static final int ROOMS_EACH = 10;
    private static final int MEMBERS = 4;
    private static final int MESSAGES_PER_SECOND = 2_000;
    private static final int MESSAGES_PER_SECOND_QUICK = 200;
    private static final double WARM_SECONDS = 20;
    private static final double SECONDS = 15;
    private static final double SECONDS_QUICK = 1;

    @Override
    public void measure(Run run) throws Exception {
        int people = run.isQuick() ? PEOPLE_QUICK : PEOPLE;
        int rooms = people * ROOMS_EACH / MEMBERS;
        int rate = run.isQuick() ? MESSAGES_PER_SECOND_QUICK : MESSAGES_PER_SECOND;
        run.say(people + " people come in, and sit in " + rooms + " rooms of " + MEMBERS);
        try (Village village = Village.of(run, people)) {
            Map<Long, Integer> speakers = furnish(village, people, rooms);
            List<Long> numbers = new ArrayList<>(speakers.keySet());
            Receiver receiver = new Receiver();
            try (Crowd crowd = new Crowd(receiver)) {
                List<LoadSocket> sockets = crowd.join(village.product().address(), village.cookies(), Village.HELLO);
                long due = 0;
                double[] phases = run.isQuick() ? new double[] {SECONDS_QUICK} : new double[] {WARM_SECONDS, SECONDS};
                for (double seconds : phases) {
                    receiver.delivered.set(0);
                    receiver.nanos.reset();
                    due = MEMBERS * Pace.keep(rate, seconds, number -> {
                        long room = numbers.get((int) (Math.random() * rooms));
                        LoadSocket speaker = sockets.get(speakers.get(room));
                        speaker.sendMessage(room, UUID.randomUUID().toString(), Stamp.now() + "到家了");
                    });
                    TimeUnit.SECONDS.sleep(1);
                }
                run.figure("rooms", rooms);
                run.figure("delivered_share", (double) receiver.delivered.get() / due);
                run.figure("p50_ms", receiver.nanos.getValueAtPercentile(50) / 1e6);
                double p99 = receiver.nanos.getValueAtPercentile(99) / 1e6;
                if (run.isQuick()) {
                    run.figure("p99_ms", p99);
                } else {
                    run.atMost("p99_ms", p99, 100);
                }
            }
        }
    }

    /** Straight into the tables; returns for each room which socket speaks there. */
    private static Map<Long, Integer> furnish(Village village, int people, int rooms) throws Exception {
        try (Connection connection = village.product().database(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table guest as
                    select account_id, substring(display_name from '[0-9]+')::int as n
                    from member join account on account.id = account_id
                    where room_id = %d and role = 'guest'""".formatted(village.room()));
            statement.execute("""
                    insert into room (id, kind, name, visibility, created_at)
                    select 100000000 + n, 'group', '派' || n, 'private', now() from generate_series(0, %d) n
                    on conflict do nothing""".formatted(rooms - 1));
            statement.execute("""
                    insert into member (room_id, account_id, role, joined_at, joined_seq)
                    select 100000000 + r, g.account_id, 'member', now(), 0
                    from generate_series(0, %d) r, generate_series(0, %d) k
                    join guest g on true where g.n = (r * %d + k) %% %d
                    on conflict do nothing""".formatted(rooms - 1, MEMBERS - 1, MEMBERS, people));
        }
        Map<Long, Integer> speakers = new HashMap<>();
        for (int room = 0; room < rooms; room++) {
            speakers.put(100_000_000L + room, room * MEMBERS % people);
        }
        return speakers;
    }

    /** Counts what arrives and how long it took. */
    private static final class Receiver implements Crowd.Listener {
        private final AtomicLong delivered = new AtomicLong();
        private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(2), 2);

        @Override
        public void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) throws IOException {
            long sent = Stamp.in(bytes, from, to);
            if (sent > 0) {
                nanos.recordValue(Math.max(0, System.nanoTime() - sent));
                delivered.incrementAndGet();
            }
        }
    }
}
