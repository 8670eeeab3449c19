package weilu.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import weilu.db.Db;
import weilu.db.Folders;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.ledger.Escrow;
import weilu.ledger.Ledger;
import weilu.ledger.Transfer;
import weilu.media.BlobHash;
import weilu.media.BlobRowStore;
import weilu.media.BlobStore;
import weilu.media.IncomingBlob;

/** A database with a room, and a data folder with files and a key. */
final class BackupCast implements AutoCloseable {
    static final long ROOM = 420185367;
    private static final String PEOPLE = """
            insert into account (kind, display_name, created_at) values ('person', '小红', now()), ('agent', '阿炉', now())
            """;
    private static final String OPEN = """
            insert into room (id, kind, name, visibility, created_at) values (:room, 'group', '火锅派', 'private', now());
            insert into member (room_id, account_id, role, joined_at, joined_seq)
            select :room, id, case kind when 'agent' then 'member' else 'owner' end, now(), 0 from account
            """;
    /** Bodies hold what COPY has to escape. */
    private static final String SAY = """
            insert into room_event (room_id, seq, at, kind, author, client_message_id, content_hash, event)
            select :room, head_seq + n, now(), 'messagePosted', (select min(id) from member), gen_random_uuid(), n,
                   E'{"body":"毛肚\\t七上\\\\N八下\\n' || repeat('辣', :length) || n || '"}'
            from room, generate_series(1, :count) n where id = :room;
            update room set head_seq = head_seq + :count where id = :room
            """;

    final TestDatabase database;
    final Db db;
    final Path folder;
    final BlobStore blobs;
    final BlobRowStore rows = new BlobRowStore();

    BackupCast(TestDatabase database, Path folder) {
        this.database = database;
        this.db = database.db();
        this.folder = folder;
        this.blobs = new DataFolder(folder).blobs();
    }

    void open() {
        db.useTransaction(tx -> {
            tx.handle().execute(PEOPLE);
            tx.handle().createScript(OPEN.replace(":room", Long.toString(ROOM))).execute();
        });
    }

    void say(int count, int characters) {
        db.useTransaction(tx -> tx.handle().createScript(SAY.replace(":room", Long.toString(ROOM))
                .replace(":length", Integer.toString(characters)).replace(":count", Integer.toString(count))).execute());
    }

    /** Seven coins to 小红, who keeps them. */
    void giveCoins() {
        Ledger ledger = new Ledger(Clock.systemUTC());
        AccountId hong = new AccountId(Long.parseLong(names("select min(id)::text from account").getFirst()));
        db.inTransaction(tx -> ledger.post(tx, Transfer.move(new TransferId(UUID.randomUUID()), "grant", "test",
                LedgerAccountId.ISSUE, LedgerAccountId.member(hong), new Coins(7))));
        db.inTransaction(tx -> ledger.openEscrow(tx, new Escrow("red_packet", UUID.randomUUID().toString())));
    }

    BlobHash put(byte[] bytes) {
        try (IncomingBlob blob = blobs.receive(new ByteArrayInputStream(bytes), bytes.length)) {
            db.useTransaction(tx -> {
                rows.put(tx, blob, "application/octet-stream", Clock.systemUTC().instant());
                blobs.keep(blob);
            });
            return blob.hash();
        }
    }

    BackupResult backUp(Path file) {
        return backUp(file, () -> false);
    }

    /** @param meanwhile is asked after each part; true stops it */
    BackupResult backUp(Path file, BooleanSupplier meanwhile) {
        return new TakeBackup(database.address(), folder, Clock.systemUTC(), progress(meanwhile)).to(file);
    }

    BackupResult restore(Path file) {
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            return new RestoreBackup(archive, progress(() -> false)).into(database.address(), folder);
        } catch (RuntimeException failure) {
            clear();
            throw failure;
        }
    }

    /** As the tool does with what it put things into. */
    private void clear() {
        try {
            Folders.delete(folder);
        } catch (IOException left) {
            throw new AssertionError(left);
        }
    }

    static BackupProgress progress(BooleanSupplier stopped) {
        return new BackupProgress(new PrintStream(OutputStream.nullOutputStream()), false, Clock.systemUTC(), stopped);
    }

    /** A digest of each table's rows, and where the sequences stand. */
    Map<String, String> content() {
        return db.inTransaction(tx -> {
            Map<String, String> content = new TreeMap<>();
            for (String table : names("select tablename from pg_tables where schemaname = 'public'")) {
                if (!table.equals("flyway_schema_history")) {
                    content.put(table, tx.handle().createQuery(
                            "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table + " t")
                            .mapTo(String.class).one());
                }
            }
            for (String sequence : names("select sequencename from pg_sequences where schemaname = 'public'")) {
                content.put(sequence, tx.handle().createQuery("select last_value || '/' || is_called from " + sequence)
                        .mapTo(String.class).one());
            }
            return content;
        });
    }

    List<String> names(String query) {
        return db.inTransaction(tx -> new ArrayList<>(tx.handle().createQuery(query).mapTo(String.class).list()));
    }

    long count(String table) {
        return db.inTransaction(tx -> tx.handle().createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        database.close();
    }
}
