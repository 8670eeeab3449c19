package weilu.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * One room with a thousand members' sockets, and more and more messages a second. Counts what arrives, how long it takes and
 * what the server spends on it, and the same for the textbook way: one encoded write for each member and message.
 */
final class Fanout implements Bench {
    private static final int MEMBERS = 1_000;
    private static final int MEMBERS_QUICK = 100;
    private static final int[] RATES = {50, 100, 300, 1_000, 3_000};
    /** It is far behind at the last. */
    private static final int[] RATES_NAIVE = {50, 100, 300, 1_000};
    private static final int[] RATES_QUICK = {50, 300};
    private static final int SENDERS = 100;
    /** Until the JVM has compiled what runs: it would be counted with the first rate, which is the lowest. */
    private static final int WARM_RATE = 1_000;
    private static final double WARM_SECONDS = 40;
    private static final int QUIET_SECONDS_MAX = 20;
    private static final double QUIET_SHARE = 0.1;
    private static final double SECONDS = 6;
    private static final double SECONDS_QUICK = 1;
    private static final long GRACE_MS = 2_000;

    /** What one rate came to. */
    record Result(double offered, double delivered, double share, double perCore, double p50, double p99) {}

    /** What is measured: how to reach it, and what it has spent so far. */
    interface Server {
        URI address();

        double processorSeconds() throws IOException;
    }

    @Override
    public void measure(Run run) throws Exception {
        int members = run.isQuick() ? MEMBERS_QUICK : MEMBERS;
        double[] perCore = new double[RATES[RATES.length - 1] + 1];
        double[] naive = new double[perCore.length];
        run.say(members + " people come in");
        try (Village village = Village.of(run, members)) {
            Server server = new Server() {
                @Override
                public URI address() {
                    return village.product().address();
                }

                @Override
                public double processorSeconds() throws IOException {
                    return village.product().processorSeconds() + village.product().databaseProcessorSeconds();
                }
            };
            run.say("Weilu");
            int[] rates = run.isQuick() ? RATES_QUICK : RATES;
            measure(run, "", rates, server, village.cookies(), village.room(), perCore);
        }
        run.say("the textbook way");
        try (NaiveRoom.Started started = NaiveRoom.start(run.home())) {
            int[] rates = run.isQuick() ? RATES_QUICK : RATES_NAIVE;
            measure(run, "naive_", rates, started, Collections.nCopies(members, "none=0"), 1, naive);
        }
        int compared = run.isQuick() ? RATES_QUICK[RATES_QUICK.length - 1] : 1_000;
        run.figure("members", members);
        if (run.isQuick()) {
            run.figure("per_core_ratio_" + compared, perCore[compared] / naive[compared]);
        } else {
            run.atLeast("per_core_ratio_1000", perCore[compared] / naive[compared], 8);
        }
    }

    private static void measure(
            Run run, String kind, int[] rates, Server server, List<String> cookies, long room, double[] perCore)
            throws Exception {
        Receiver receiver = new Receiver();
        try (Crowd crowd = new Crowd(receiver)) {
            List<LoadSocket> sockets = crowd.join(server.address(), cookies, Village.HELLO);
            offer(server, receiver, sockets, room, kind.isEmpty() ? WARM_RATE : 50, run.isQuick() ? SECONDS_QUICK : kind.isEmpty() ? WARM_SECONDS : SECONDS);
            awaitQuiet(server);
            for (int rate : rates) {
                if (kind.isEmpty()) {
                    ping(sockets);
                }
                // What a server that falls behind piles up has to fit into its memory.
                double seconds = run.isQuick() ? SECONDS_QUICK : kind.isEmpty() ? SECONDS : Math.min(SECONDS, 2_000.0 / rate);
                Result result = offer(server, receiver, sockets, room, rate, seconds);
                perCore[rate] = result.perCore();
                report(run, kind, rate, result);
            }
            if (kind.isEmpty() && receiver.gaps > 0) {
                throw new IOException(receiver.gaps + " frames came out of order");
            }
        }
    }

    private static void ping(List<LoadSocket> sockets) throws IOException {
        for (LoadSocket socket : sockets) {
            socket.ping();
        }
    }

    /** Under load the compilers fall behind: what is left for them is not a message's price. */
    private static void awaitQuiet(Server server) throws Exception {
        double before = server.processorSeconds();
        double spent = 1;
        for (int second = 0; second < QUIET_SECONDS_MAX && spent > QUIET_SHARE; second++) {
            TimeUnit.SECONDS.sleep(1);
            double now = server.processorSeconds();
            spent = now - before;
            before = now;
        }
    }

    private static Result offer(Server server, Receiver receiver, List<LoadSocket> sockets, long room, int rate, double seconds)
            throws Exception {
        receiver.begin();
        double spentBefore = server.processorSeconds();
        long began = System.nanoTime();
        int senders = Math.min(SENDERS, sockets.size());
        long offered = Pace.keep(rate, seconds, number -> sockets.get((int) (number * 7 % senders)).sendMessage(
                room, UUID.randomUUID().toString(), Stamp.now() + "毛肚七上八下,黄喉十五秒"));
        long due = offered * sockets.size();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MS);
        while (receiver.delivered.get() < due && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        double took = (System.nanoTime() - began) / 1e9;
        long delivered = receiver.delivered.get();
        double spent = server.processorSeconds() - spentBefore;
        Result result = new Result(offered / seconds, delivered / took, (double) delivered / due, delivered / spent,
                receiver.quantile(50), receiver.quantile(99));
        settle(receiver, due);
        return result;
    }

    /** What is late must not be counted with the next rate. */
    private static void settle(Receiver receiver, long due) throws InterruptedException {
        long last = -1;
        while (receiver.delivered.get() < due && receiver.delivered.get() != last) {
            last = receiver.delivered.get();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static void report(Run run, String kind, int rate, Result result) {
        run.say("%s%,d a second: %,.0f delivered a second (%.1f %% of what was due), %,.0f per core second, p50 %.1f, p99 %.1f ms"
                .formatted(kind, rate, result.delivered(), 100 * result.share(), result.perCore(), result.p50(), result.p99()));
        run.figure(kind + "delivered_per_s_" + rate, result.delivered());
        run.figure(kind + "p50_ms_" + rate, result.p50());
        boolean goals = kind.isEmpty() && !run.isQuick();
        goal(run, goals && rate == 50, kind + "per_core_" + rate, result.perCore(), 100_000);
        goal(run, goals && rate == 1_000, kind + "delivered_share_" + rate, result.share(), 0.99);
        if (goals && rate == 1_000) {
            run.atMost(kind + "p99_ms_" + rate, result.p99(), 250);
        } else {
            run.figure(kind + "p99_ms_" + rate, result.p99());
        }
        if (goals && rate == 3_000) {
            run.atLeast(kind + "delivered_share_3000", result.share(), 0.95);
        } else if (rate != 1_000 || !goals) {
            run.figure(kind + "delivered_share_" + rate, result.share());
        }
    }

    private static void goal(Run run, boolean isGoal, String name, double value, double least) {
        if (isGoal) {
            run.atLeast(name, value, least);
        } else if (!name.contains("share")) {
            run.figure(name, value);
        }
    }

    /** Counts what arrives and looks that each hears the log without a gap; of some it takes the time. */
    private static final class Receiver implements Crowd.Listener {
        private static final int TIMED_OF = 16;

        private final AtomicLong delivered = new AtomicLong();
        private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(5), 2);
        private volatile boolean fresh;
        private long gaps;

        void begin() {
            delivered.set(0);
            fresh = true;
        }

        double quantile(double percent) {
            return nanos.getValueAtPercentile(percent) / 1e6;
        }

        @Override
        public void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) {
            if (fresh) {
                nanos.reset();
                fresh = false;
            }
            if (socket.seq != 0 && seq != socket.seq + 1) {
                gaps++;
            }
            socket.seq = seq;
            long sent = (socket.number + seq) % TIMED_OF == 0 ? Stamp.in(bytes, from, to) : 0;
            if (sent > 0) {
                nanos.recordValue(Math.max(0, System.nanoTime() - sent));
            }
            delivered.lazySet(delivered.get() + 1);
        }
    }
}
