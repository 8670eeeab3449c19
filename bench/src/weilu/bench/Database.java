package weilu.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * People talk over sockets, and the server's PostgreSQL is taken away, in each way it can go, again and again. The server
 * must bring it back by itself. Nothing acknowledged may be lost, doubled or out of order for anybody; nothing may be in the
 * log whose sender was not told so in the end; and nothing may be refused for good.
 */
final class Database implements Bench {
    private static final int PEOPLE = 60;
    private static final int PEOPLE_QUICK = 20;
    private static final int ROUNDS = 10;
    private static final int ROUNDS_QUICK = 3;
    private static final int MESSAGES_PER_SECOND = 300;
    private static final int LIVES_MS_MIN = 800;
    private static final int LIVES_MS_MAX = 2_500;
    private static final int PERSIST_EVERY_MS = 300;
    private static final double RECOVERED_S_MAX = 15;
    private static final int GIVEN_UP_MS = 120_000;
    private static final int QUIET_MS_MAX = 60_000;

    /** One way in which a database goes away. */
    private enum Blow {
        KILLED {
            @Override
            void strike(Product product) {
                product.postmaster().ifPresent(ProcessHandle::destroyForcibly);
            }
        },
        KILLED_WITH_ALL_ITS_PROCESSES {
            @Override
            void strike(Product product) {
                ProcessHandle postmaster = product.postmaster().orElseThrow();
                Stream.concat(Stream.of(postmaster), children(postmaster).stream()).forEach(ProcessHandle::destroyForcibly);
            }
        },
        CONNECTIONS_ENDED {
            @Override
            void strike(Product product) throws IOException {
                try (Connection connection = product.database(); Statement statement = connection.createStatement()) {
                    statement.execute("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where backend_type = 'client backend' and pid <> pg_backend_pid()""");
                } catch (SQLException failure) {
                    throw new IOException(failure);
                }
            }
        },
        STOPPED_IMMEDIATELY {
            @Override
            void strike(Product product) throws IOException, InterruptedException {
                signal(product.postmaster().orElseThrow(), "-QUIT");
            }
        },
        ONE_PROCESS_KILLED {
            @Override
            void strike(Product product) {
                List<ProcessHandle> children = children(product.postmaster().orElseThrow());
                children.get((int) (Math.random() * children.size())).destroyForcibly();
            }
        },
        STOPPED_FAST {
            @Override
            void strike(Product product) throws IOException, InterruptedException {
                signal(product.postmaster().orElseThrow(), "-INT");
            }
        };

        abstract void strike(Product product) throws IOException, InterruptedException;

        private static List<ProcessHandle> children(ProcessHandle postmaster) {
            try (Stream<ProcessHandle> children = postmaster.children()) {
                return children.toList();
            }
        }

        private static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
        }
    }

    @Override
    public void measure(Run run) throws Exception {
        int rounds = run.isQuick() ? ROUNDS_QUICK : ROUNDS;
        double slowest = 0;
        try (Village village = Village.of(run, run.isQuick() ? PEOPLE_QUICK : PEOPLE)) {
            Talk talk = Talk.of(run, village.owner(), village.room(), village.cookies());
            AtomicBoolean over = new AtomicBoolean();
            try (Crowd crowd = new Crowd(talk)) {
                talk.connect(crowd, village.product().address());
                Thread speaking = talk.speak(MESSAGES_PER_SECOND, over);
                for (int round = 0; round < rounds; round++) {
                    persistFor(talk, crowd, village, LIVES_MS_MIN + (long) (Math.random() * (LIVES_MS_MAX - LIVES_MS_MIN)));
                    Blow blow = Blow.values()[round % Blow.values().length];
                    blow.strike(village.product());
                    double took = recovered(run, talk, crowd, village);
                    slowest = Math.max(slowest, took);
                    run.say(String.format("%s: %d acknowledged so far, back after %.1f s", blow, talk.acknowledged.size(), took));
                }
                over.set(true);
                speaking.join();
                for (long end = System.nanoTime() + QUIET_MS_MAX * 1_000_000L; !talk.isQuietBy(0, PERSIST_EVERY_MS)
                        && System.nanoTime() < end;) {
                    talk.persist(crowd, village.product().address());
                }
                if (!talk.isQuietBy(0, 1) || !talk.isQuietBy(talk.head(), QUIET_MS_MAX)) {
                    run.breach("not everybody has heard everything, or something was never acknowledged");
                }
            }
            talk.check();
            WholeLog.compare(run, WholeLog.read(run, village.owner(), village.room(), "@"), talk.acknowledged);
            run.figure("rounds", rounds);
            run.figure("acknowledged", talk.acknowledged.size());
            run.figure("told_to_try_again", talk.unavailable.get());
        }
        run.atMost("recovered_s", slowest, RECOVERED_S_MAX);
    }

    /** Until something is acknowledged that was said after the blow, and the server says that it is ready. */
    private static double recovered(Run run, Talk talk, Crowd crowd, Village village) throws Exception {
        long began = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(50);
        UUID probe = talk.talkers.getFirst().say(talk.room, Stamp.now() + "还在吗");
        while (!talk.acknowledged.containsKey(probe) || village.owner().status("/health/ready") != 200) {
            persistFor(talk, crowd, village, PERSIST_EVERY_MS);
            if (System.nanoTime() - began > GIVEN_UP_MS * 1_000_000L) {
                run.breach("the server did not recover by itself");
                break;
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void persistFor(Talk talk, Crowd crowd, Village village, long millis) throws Exception {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(Math.min(millis, PERSIST_EVERY_MS));
            talk.persist(crowd, village.product().address());
        }
    }
}
