package weilu.backup;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.Migrations;
import weilu.db.Pool;
import weilu.media.BlobHash;
import weilu.media.BlobRowStore;
import weilu.media.BlobStore;

/** Writes one moment of the server into a file, while the server runs or while it does not (BK1–BK4). */
public final class TakeBackup {
    private static final int BLOBS_AT_ONCE = 1_000;

    private final DatabaseAddress address;
    private final DataFolder folder;
    private final Clock clock;
    private final BackupProgress progress;

    public TakeBackup(DatabaseAddress address, Path dataFolder, Clock clock, BackupProgress progress) {
        this.address = address;
        this.folder = new DataFolder(dataFolder);
        this.clock = clock;
        this.progress = progress;
    }

    /** Throws {@link BackupRefused} or {@link DatabaseUnavailable} with one sentence, and leaves no file behind. */
    public BackupResult to(Path file) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        if (Files.exists(whole)) {
            throw new BackupRefused(file + " is there already. A backup replaces no file: name another.");
        }
        try {
            Files.deleteIfExists(part);
            BackupResult result;
            try (OutputStream out = ownerOnly(part)) {
                result = write(out, file);
                progress.show("waiting for the disk");
                sync(part);
            } catch (RuntimeException | IOException failure) {
                Files.deleteIfExists(part);
                throw failure;
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            sync(whole.getParent());
            return result;
        } catch (IOException failure) {
            throw new BackupRefused(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private BackupResult write(OutputStream out, Path file) throws IOException {
        try (Connection connection = Pool.patient(address).getConnection();
                ArchiveWriter archive = new ArchiveWriter(out, clock.instant())) {
            hold(connection);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            CatalogStore catalog = new CatalogStore(connection);
            ArchiveHead head = new ArchiveHead(ArchiveHead.FORMAT, clock.instant(), catalog.schema(), catalog.tables());
            if (head.schema().isEmpty()) {
                throw new BackupRefused("the database " + address.shown() + " holds no Weilu server");
            }
            archive.json(new PartName.Head(), head);
            if (Files.exists(folder.key())) {
                byte[] key = Files.readAllBytes(folder.key());
                archive.part(new PartName.Key(), key, key.length);
            }
            Map<String, Long> rows = rows(connection, archive, head.tables());
            Map<String, ArchiveManifest.Position> sequences = catalog.sequences();
            List<String> missing = files(connection, catalog, archive);
            archive.json(new PartName.Manifest(), new ArchiveManifest(
                    List.copyOf(archive.parts()), rows, sequences, archive.files(), missing, archive.damaged()));
            archive.finish();
            connection.rollback();
            return new BackupResult(head.madeAt(), rows.values().stream().mapToLong(Long::longValue).sum(),
                    archive.files().count(), missing, archive.damaged());
        } catch (SQLException failure) {
            throw new DatabaseUnavailable("The database could not be read whole: " + failure.getMessage(), failure);
        }
    }

    /** Before the snapshot, for as long as the connection: what it sees must stay on disk, and the schema as it is. */
    private static void hold(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute("set lock_timeout = 0");
            statement.execute("set idle_in_transaction_session_timeout = 0");
            statement.execute("select pg_advisory_lock_shared(" + Migrations.SCHEMA_LOCK + ")");
            statement.execute("select pg_advisory_lock_shared(" + BlobRowStore.REMOVAL_LOCK + ")");
        }
    }

    private Map<String, Long> rows(Connection connection, ArchiveWriter archive, List<ArchiveHead.Table> tables)
            throws SQLException, IOException {
        CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
        RowParts parts = new RowParts(archive, progress);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ArchiveHead.Table table : tables) {
            progress.show(table.name());
            parts.begin(table.name());
            String query = "copy (select " + CatalogStore.columns(table) + " from " + CatalogStore.quoted(table.name())
                    + ") to stdout (encoding 'UTF8')";
            counts.put(table.name(), copying.copyOut(query, parts));
            parts.end();
        }
        return counts;
    }

    /** Returns those that are missing. */
    private List<String> files(Connection connection, CatalogStore catalog, ArchiveWriter archive)
            throws SQLException, IOException {
        List<String> missing = new ArrayList<>();
        BlobStore blobs = folder.blobs();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(BLOBS_AT_ONCE);
            try (ResultSet rows = catalog.blobs(statement)) {
                while (rows.next()) {
                    BlobHash hash = new BlobHash(rows.getString(1));
                    try {
                        progress.moved("files", archive.file(hash, blobs.place(hash)));
                    } catch (NoSuchFileException gone) {
                        missing.add(hash.hex());
                    }
                }
            }
        }
        return missing;
    }

    private static OutputStream ownerOnly(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        return new FileOutputStream(file.toFile());
    }

    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel = FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
