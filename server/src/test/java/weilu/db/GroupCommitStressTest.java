package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.Seeds;
import weilu.protocol.Refusal;

/**
 * Many threads submit to a group commit over a real database, some commands fail, and it is closed while they do. What they saw
 * is checked by hand for an order that explains it: the number that each command was given.
 */
class GroupCommitStressTest {
    private static final int SEEDS = 25;
    private static final int THREADS = 6;
    private static final int COMMANDS = 40;
    private static final int POISON_ONCE_IN = 12;
    private static final int ANSWER_SECONDS_MAX = 60;

    private static TestDatabase database;

    /** Who said what; poison makes the batch it is in fail. */
    private record Command(int thread, int number, boolean poison) {}

    /**
     * When a command was handed in and answered, by one counter, and what it was given: a number, 0 when it failed, -1 when it
     * was refused.
     */
    private record Seen(Command command, long began, long ended, long given) {}

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        database.db().useTransaction(tx -> {
            tx.handle().execute("create table given (life int, number int, thread int, said int, unique (life, thread, said))");
            tx.handle().execute("create table counter (life int primary key, last int not null)");
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    @DisplayName("[DB6] every command is answered once or refused, in an order that fits when it was said, and is in the "
            + "database if and only if it was told so")
    void oneOrderExplainsAll() {
        AtomicInteger life = new AtomicInteger();
        Seeds.each(SEEDS, random -> check(life.incrementAndGet(), live(life.get(), random)));
    }

    private static List<Seen> live(int life, Random random) {
        database.db().useTransaction(tx -> tx.handle().execute("insert into counter values (?, 0)", life));
        GroupCommit<Command, Integer> writer = new GroupCommit<>("stress", database.db(), (tx, batch) -> give(tx, life, batch));
        AtomicLong time = new AtomicLong();
        Queue<Seen> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch answered = new CountDownLatch(THREADS * COMMANDS);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int name = thread;
            long seed = random.nextLong();
            threads.add(Thread.ofPlatform().start(() -> submitAll(writer, name, new Random(seed), time, seen, answered)));
        }
        if (random.nextBoolean()) {
            awaitSome(answered, random.nextInt(THREADS * COMMANDS));
        } else {
            threads.forEach(GroupCommitStressTest::join);
        }
        writer.close();
        threads.forEach(GroupCommitStressTest::join);
        assertThat(await(answered)).as("every command is answered or refused").isTrue();
        return List.copyOf(seen);
    }

    private static void submitAll(
            GroupCommit<Command, Integer> writer, int thread, Random random, AtomicLong time, Queue<Seen> seen,
            CountDownLatch answered) {
        for (int number = 0; number < COMMANDS; number++) {
            Command command = new Command(thread, number, random.nextInt(POISON_ONCE_IN) == 0);
            long began = time.incrementAndGet();
            try {
                writer.submit(command, (given, failure) -> {
                    seen.add(new Seen(command, began, time.incrementAndGet(), failure == null ? given : 0));
                    answered.countDown();
                });
            } catch (Refusal closed) {
                seen.add(new Seen(command, began, time.incrementAndGet(), -1));
                answered.countDown();
            }
        }
    }

    private static List<Integer> give(Tx tx, int life, List<Command> batch) {
        int last = tx.handle().createQuery("select last from counter where life = ? for update").bind(0, life)
                .mapTo(Integer.class).one();
        List<Integer> given = new ArrayList<>();
        for (Command command : batch) {
            if (command.poison()) {
                throw new IllegalStateException("poison");
            }
            given.add(++last);
            tx.handle().execute("insert into given values (?, ?, ?, ?)", life, last, command.thread(), command.number());
        }
        tx.handle().execute("update counter set last = ? where life = ?", last, life);
        return given;
    }

    private static void check(int life, List<Seen> all) {
        assertThat(all.stream().map(Seen::command).distinct()).as("no command is answered twice").hasSize(THREADS * COMMANDS);
        List<Seen> done = all.stream().filter(one -> one.given() > 0).sorted(Comparator.comparingLong(Seen::given)).toList();
        for (int i = 0; i < done.size(); i++) {
            assertThat(done.get(i).given()).as("numbers without gaps").isEqualTo(i + 1);
        }
        long latestBegin = 0;
        for (Seen one : done) {
            assertThat(one.ended()).as("nothing that was answered comes after what was said later").isGreaterThan(latestBegin);
            latestBegin = Math.max(latestBegin, one.began());
        }
        all.forEach(one -> assertThat(one.given() == 0).as("only poison fails")
                .isEqualTo(one.command().poison() && one.given() != -1));
        List<String> kept = database.db().inTransaction(tx -> tx.handle()
                .createQuery("select number || ' ' || thread || ' ' || said from given where life = ? order by number")
                .bind(0, life).mapTo(String.class).list());
        assertThat(kept).isEqualTo(done.stream()
                .map(one -> one.given() + " " + one.command().thread() + " " + one.command().number()).toList());
    }

    private static void awaitSome(CountDownLatch answered, int left) {
        while (answered.getCount() > left) {
            Thread.onSpinWait();
        }
    }

    private static boolean await(CountDownLatch answered) {
        try {
            return answered.await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
