package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final String DISK_MEGABYTES = "150";
    private static final int SPARE_MEGABYTES_MIN = 20;
    private static final long LEFT_MEGABYTES = 6;
    private static final int ROW_BYTES = 200_000;
    private static final int ROWS_MAX = 1_000;

    @TempDir
    private Path temporary;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(temporary.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString()),
                "a small disk can be mounted by root only");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    @Test
    @DisplayName("[DB10] a full disk is told in one sentence, and once there is room again the start succeeds")
    void fullThenFree() throws Exception {
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[(Integer.parseInt(DISK_MEGABYTES) - SPARE_MEGABYTES_MIN) << 20]);
        assertThatThrownBy(() -> EmbeddedPostgres.start(disk.resolve("data")))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("is full").hasMessageNotContaining("\n");
        Files.delete(ballast);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(disk.resolve("data"))) {
            assertThat(postgres.jdbcUrl()).isNotBlank();
        }
    }

    @Test
    @DisplayName("[DB10][DB1] when the disk fills up under way, what was committed is there afterwards, and nothing else")
    void fillsUpUnderWay() throws Exception {
        Path ballast = disk.resolve("ballast");
        List<Integer> committed = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(disk.resolve("data"));
                AgroalDataSource pool = Pool.open(postgres.address(), 2)) {
            Db db = new Db(pool);
            db.useTransaction(tx -> tx.handle().execute("create table kept (n int primary key, words bytea)"));
            fill(ballast);
            assertThatThrownBy(() -> writeUntilItFails(db, committed)).isInstanceOf(RuntimeException.class);
        } catch (DatabaseUnavailable stopping) {
            // With a full disk even the stop may not be a clean one.
            assertThat(stopping).hasMessageNotContaining("\n");
        }
        Files.delete(ballast);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(disk.resolve("data"));
                AgroalDataSource pool = Pool.open(postgres.address(), 2)) {
            List<Integer> kept = new Db(pool).inTransaction(
                    tx -> tx.handle().createQuery("select n from kept order by n").mapTo(int.class).list());
            assertThat(committed).isNotEmpty();
            assertThat(kept).startsWith(committed.toArray(Integer[]::new)).hasSizeLessThanOrEqualTo(committed.size() + 1);
        }
    }

    private void fill(Path ballast) throws IOException {
        long spare = Files.getFileStore(disk).getUsableSpace() - (LEFT_MEGABYTES << 20);
        assertThat(spare).isPositive();
        Files.write(ballast, new byte[(int) spare]);
    }

    private static void writeUntilItFails(Db db, List<Integer> committed) {
        Random random = new Random(1);
        for (int n = 1; n <= ROWS_MAX; n++) {
            int number = n;
            byte[] words = new byte[ROW_BYTES];
            random.nextBytes(words);
            db.useTransaction(tx -> tx.handle().createUpdate("insert into kept values (:n, :words)")
                    .bind("n", number).bind("words", words).execute());
            committed.add(number);
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
