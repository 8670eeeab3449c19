package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DatabaseAwayTest {
    private static final int CONNECTIONS = 4;

    @TempDir
    private Path data;

    private EmbeddedPostgres postgres;
    private AgroalDataSource pool;
    private Db db;

    @BeforeEach
    void start() {
        postgres = EmbeddedPostgres.start(data);
        pool = Pool.open(postgres.address(), CONNECTIONS);
        db = new Db(pool);
        db.useTransaction(tx -> tx.handle().execute("create table kept (n int primary key)"));
    }

    @AfterEach
    void stop() {
        pool.close();
        postgres.close();
    }

    @Test
    @DisplayName("[DB12] PostgreSQL killed with -9 is started again at the same address, with all that was committed")
    void startsAgain() throws Exception {
        insert(1);
        ProcessHandle killed = postmaster().process();
        killed.destroyForcibly();
        awaitAnother(killed);
        noticeOne();
        assertThat(kept()).containsExactly(1);
        assertThat(postgres.trouble()).isEmpty();
        postgres.close();
        assertThat(Postmaster.of(cluster())).as("a stop is a stop").isEmpty();
    }

    @Test
    @DisplayName("[DB12] once one connection was noticed to have broken, the other broken ones are not given out either")
    void brokenConnectionsAreDropped() throws Exception {
        holdAtOnce();
        ProcessHandle killed = postmaster().process();
        killed.destroyForcibly();
        awaitAnother(killed);
        noticeOne();
        holdAtOnce();
    }

    @Test
    @DisplayName("[DB12] a connection that is ended under way is told as unavailable; a statement that is wrong is not")
    void unavailableOrWrong() {
        assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().execute("select pg_terminate_backend(pg_backend_pid())")))
                .isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("connection to the database was lost");
        assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().execute("select wrong")))
                .isNotInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    @DisplayName("[DB12][DB6] what waits for a commit while the database is away ends as unavailable; a repeat is written once")
    void waitingCommandsEnd() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        CountDownLatch isAway = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        try (GroupCommit<Integer, Integer> commit = new GroupCommit<>("test", db, (tx, numbers) -> {
            if (numbers.contains(-1)) {
                isAway.countDown();
                await(mayGoOn);
                tx.handle().execute("select pg_terminate_backend(pg_backend_pid())");
            }
            numbers.forEach(n -> tx.handle().execute("insert into kept values (?) on conflict do nothing", n));
            return numbers;
        })) {
            CountDownLatch answered = new CountDownLatch(3);
            commit.submit(-1, (outcome, failure) -> note(failures, failure, answered));
            isAway.await();
            pool.flush(AgroalDataSource.FlushMode.IDLE);
            mayGoOn.countDown();
            commit.submit(7, (outcome, failure) -> answered.countDown());
            commit.submit(7, (outcome, failure) -> answered.countDown());
            answered.await();
            assertThat(failures).singleElement().isInstanceOf(DatabaseUnavailable.class);
            assertThat(commit.run(7)).isEqualTo(7);
        }
        assertThat(kept()).containsExactly(7);
    }

    @Test
    @DisplayName("[DB14] while writes are refused nothing is written by group commit, reading goes on, and then writing does")
    void readsWithoutRoom() {
        AtomicReference<String> refusing = new AtomicReference<>("The disk is full.");
        Db choosy = new Db(pool, () -> Optional.ofNullable(refusing.get()));
        try (GroupCommit<Integer, Integer> commit = new GroupCommit<>("test", choosy, (tx, numbers) -> {
            numbers.forEach(n -> tx.handle().execute("insert into kept values (?)", n));
            return numbers;
        })) {
            assertThatThrownBy(() -> commit.run(3)).isInstanceOf(DatabaseUnavailable.class).hasMessage("The disk is full.");
            assertThat(kept()).isEmpty();
            refusing.set(null);
            assertThat(commit.run(3)).isEqualTo(3);
        }
        assertThat(kept()).containsExactly(3);
    }

    private void note(List<Throwable> failures, Throwable failure, CountDownLatch answered) {
        if (failure != null) {
            failures.add(failure);
        }
        answered.countDown();
    }

    /** Uses every connection of the pool at the same time. */
    private void holdAtOnce() throws Exception {
        CountDownLatch allHold = new CountDownLatch(CONNECTIONS);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> holders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            holders.add(Thread.ofVirtual().start(() -> {
                try {
                    db.useTransaction(tx -> {
                        tx.handle().execute("select 1");
                        allHold.countDown();
                        await(allHold);
                    });
                } catch (RuntimeException failure) {
                    allHold.countDown();
                    synchronized (failures) {
                        failures.add(failure);
                    }
                }
            }));
        }
        for (Thread holder : holders) {
            holder.join();
        }
        assertThat(failures).isEmpty();
    }

    /** One use finds its connection broken; then the pool lets go of all that are. */
    private void noticeOne() throws Exception {
        assertThatThrownBy(this::kept).isInstanceOf(DatabaseUnavailable.class);
        while (pool.getMetrics().availableCount() > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void insert(int number) {
        db.useTransaction(tx -> tx.handle().execute("insert into kept values (?)", number));
    }

    private List<Integer> kept() {
        return db.inTransaction(tx -> tx.handle().createQuery("select n from kept order by n").mapTo(int.class).list());
    }

    private Path cluster() {
        return data.resolve("postgres").resolve("cluster");
    }

    private Postmaster postmaster() throws Exception {
        return Postmaster.of(cluster()).orElseThrow();
    }

    /** Until another one takes connections. */
    private void awaitAnother(ProcessHandle gone) throws Exception {
        while (gone.isAlive() || Postmaster.of(cluster()).isEmpty() || postgres.trouble().isPresent() || !answers()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean answers() {
        try {
            postgres.address().connect().close();
            return true;
        } catch (DatabaseUnavailable | SQLException notYet) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
