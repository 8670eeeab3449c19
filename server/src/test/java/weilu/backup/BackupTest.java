package weilu.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.Seeds;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.ledger.VerifyLedger;
import weilu.media.BlobHash;
import weilu.media.BlobSweep;

class BackupTest {
    private static final byte[] MENU = "毛肚, 鸭肠, 黄喉".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private BackupCast server;
    private BackupCast fresh;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        server = new BackupCast(TestDatabase.fresh(), folder.resolve("data"));
        fresh = new BackupCast(TestDatabase.empty(), folder.resolve("restored"));
        file = folder.resolve("weilu.backup");
        server.open();
        server.say(100, 10);
        Files.write(folder.resolve("data/server.key"), new byte[32]);
    }

    @AfterEach
    void close() {
        server.close();
        fresh.close();
    }

    @Test
    @DisplayName("[BK1] what comes back is what was there: every row of every table, sequences, files, the key")
    void comesBack() throws IOException {
        BlobHash menu = server.put(MENU);
        server.say(400, 3_000);
        Map<String, String> before = server.content();
        BackupResult made = server.backUp(file);
        assertThat(made.files()).isEqualTo(1);
        assertThat(fresh.restore(file).rows()).isEqualTo(made.rows()).isGreaterThan(500);
        assertThat(fresh.content()).isEqualTo(before);
        assertThat(Files.readAllBytes(fresh.blobs.place(menu))).isEqualTo(MENU);
        assertThat(Files.readAllBytes(folder.resolve("restored/server.key"))).isEqualTo(new byte[32]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("restored/server.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("[BK1] [LG3] [LG6] coins come back to the last one, and the ledger keeps itself as before")
    void coinsComeBack() {
        server.giveCoins();
        Map<String, String> before = server.content();
        server.backUp(file);
        fresh.restore(file);
        assertThat(fresh.content()).isEqualTo(before);
        assertThat(new VerifyLedger(List.of()).verify(fresh.db).lines())
                .allMatch(line -> line.breaches() == 0).anyMatch(line -> line.looked() == 3);
        fresh.giveCoins();
        assertThat(new VerifyLedger(List.of()).verify(fresh.db).isOk()).isTrue();
        assertThat(fresh.names("select balance::text from ledger_account where kind = 'member'")).containsExactly("14");
        try (AgroalDataSource daily = fresh.database.dailyPool()) {
            Db db = new Db(daily);
            for (String table : List.of("ledger_account", "ledger_transfer", "ledger_entry")) {
                assertThatThrownBy(() -> db.useTransaction(tx -> tx.handle().execute("delete from " + table)))
                        .hasStackTraceContaining("permission denied for table " + table);
            }
        }
        assertThatThrownBy(() -> fresh.db.useTransaction(tx -> tx.handle().execute("delete from ledger_entry")))
                .hasStackTraceContaining("only ever added to");
    }

    @Test
    @DisplayName("[BK5] a database that a server has begun, and that has no rows, takes a backup, functions and all")
    void intoABegunDatabase() {
        server.giveCoins();
        Map<String, String> before = server.content();
        server.backUp(file);
        BackupCast begun = new BackupCast(TestDatabase.fresh(), folder.resolve("begun"));
        try {
            begun.restore(file);
            assertThat(begun.content()).isEqualTo(before);
        } finally {
            begun.close();
        }
    }

    @Test
    @DisplayName("[BK1] what is written while it is taken is not in it, in no table and no file")
    void oneMoment() {
        server.say(400, 3_000);
        Map<String, String> before = server.content();
        AtomicBoolean said = new AtomicBoolean();
        BackupResult made = server.backUp(file, () -> {
            if (said.compareAndSet(false, true)) {
                server.say(10, 10);
                server.put(MENU);
            }
            return false;
        });
        assertThat(said).isTrue();
        assertThat(made.files()).isZero();
        fresh.restore(file);
        assertThat(fresh.content()).isEqualTo(before);
        assertThat(fresh.names("select head_seq::text from room")).containsExactly("500");
    }

    @Test
    @DisplayName("[BK3] a file that becomes unused meanwhile is swept only afterwards")
    void nothingIsSwept() {
        BlobHash menu = server.put(MENU);
        server.say(400, 3_000);
        Clock muchLater = Clock.fixed(Instant.parse("2199-01-01T00:00:00Z"), ZoneOffset.UTC);
        BlobSweep sweep = new BlobSweep(server.db, server.blobs, server.rows, muchLater);
        assertThat(server.backUp(file, () -> {
            assertThat(sweep.run()).isZero();
            return false;
        }).missing()).isEmpty();
        assertThat(sweep.run()).isEqualTo(1);
        fresh.restore(file);
        assertThat(fresh.blobs.has(menu)).isTrue();
    }

    @Test
    @DisplayName("[BK4] a backup is its owner's alone, replaces no file, and is not there when it was stopped")
    void wholeOrNotThere() throws IOException {
        server.backUp(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> server.backUp(file)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining(file + " is there already");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Path other = folder.resolve("other.backup");
        assertThatThrownBy(() -> server.backUp(other, () -> true)).isInstanceOf(BackupRefused.class);
        try (Stream<Path> names = Files.list(folder)) {
            assertThat(names).noneMatch(path -> path.getFileName().toString().startsWith("other"));
        }
    }

    @Test
    @DisplayName("[BK5] a database with rows, with other tables, and a folder with anything in it are refused")
    void intoEmptyOnly() throws IOException {
        server.backUp(file);
        Map<String, String> before = server.content();
        assertThatThrownBy(() -> server.restore(file)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("is not empty: its table account has rows");
        assertThat(server.content()).isEqualTo(before);
        fresh.db.useTransaction(tx -> tx.handle().execute("create table somebody_elses (word text)"));
        assertThatThrownBy(() -> fresh.restore(file)).isInstanceOf(BackupRefused.class).hasMessageContaining("is not empty");
        assertThat(fresh.count("somebody_elses")).isZero();
        DataFolder empty = new DataFolder(Files.createDirectory(folder.resolve("empty")));
        empty.requireEmpty();
        Files.writeString(empty.path().resolve("anything"), "");
        assertThatThrownBy(empty::requireEmpty).isInstanceOf(BackupRefused.class).hasMessageContaining("is not empty");
    }

    @Test
    @DisplayName("[BK6] an archive cut off anywhere, or with any byte changed, is refused by name and leaves no table")
    void brokenArchives() throws IOException {
        server.put(MENU);
        server.backUp(file);
        byte[] whole = Files.readAllBytes(file);
        Path broken = folder.resolve("broken.backup");
        Seeds.each(30, random -> {
            byte[] bytes = random.nextBoolean() ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (bytes.length == whole.length) {
                // Not in gzip's own header, which holds nothing that counts.
                bytes[10 + random.nextInt(bytes.length - 10)] ^= (byte) (1 << random.nextInt(8));
            }
            write(broken, bytes);
            assertThatThrownBy(() -> fresh.restore(broken)).isInstanceOf(BackupRefused.class)
                    .hasMessageContaining(broken.toString());
            assertThat(fresh.names("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
        });
        write(broken, "这不是备份".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> fresh.restore(broken)).hasMessageContaining("is no backup of Weilu");
        assertThatThrownBy(() -> fresh.restore(folder.resolve("none"))).hasMessageContaining("there is no file");
        fresh.restore(file);
        assertThat(fresh.content()).isEqualTo(server.content());
    }

    @Test
    @DisplayName("[BK7] what a newer Weilu made is refused with the name of what is unknown here")
    void newer() throws IOException {
        ArchiveHead.Script future = new ArchiveHead.Script("V999__future.sql", 1);
        try (OutputStream out = new FileOutputStream(file.toFile());
                ArchiveWriter archive = new ArchiveWriter(out, Instant.EPOCH)) {
            archive.json(new PartName.Head(), new ArchiveHead(1, Instant.EPOCH, List.of(future), List.of()));
            archive.finish();
        }
        assertThatThrownBy(() -> fresh.restore(file)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("was made by a newer Weilu (V999__future.sql)");
    }

    @Test
    @DisplayName("[BK8] a file that is missing or damaged is named, and the rest comes back")
    void lostFiles() throws IOException {
        BlobHash gone = server.put(MENU);
        BlobHash damaged = server.put(new byte[] {1, 2, 3});
        BlobHash good = server.put(new byte[] {4, 5, 6});
        Files.delete(server.blobs.place(gone));
        Files.write(server.blobs.place(damaged), new byte[] {3, 2, 1});
        BackupResult made = server.backUp(file);
        assertThat(made.missing()).containsExactly(gone.hex());
        assertThat(made.damaged()).containsExactly(damaged.hex());
        BackupResult restored = fresh.restore(file);
        assertThat(restored.missing()).containsExactly(gone.hex());
        assertThat(restored.damaged()).containsExactly(damaged.hex());
        assertThat(fresh.blobs.has(good)).isTrue();
        assertThat(fresh.blobs.has(damaged)).isFalse();
    }

    @Test
    @DisplayName("a restore that was killed keeps the server from starting on what it left")
    void killedRestore() throws IOException {
        DataFolder half = new DataFolder(Files.createDirectories(folder.resolve("half")));
        half.requireWhole();
        Files.createDirectory(half.restoring());
        assertThatThrownBy(half::requireWhole).hasMessageContaining("did not end");
    }

    private static void write(Path path, byte[] bytes) {
        try {
            Files.write(path, bytes);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
