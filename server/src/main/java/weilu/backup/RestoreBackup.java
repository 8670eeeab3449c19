package weilu.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.Migrations;
import weilu.db.Pool;
import weilu.media.BlobHash;
import weilu.media.BlobStore;
import weilu.media.IncomingBlob;
import weilu.protocol.Refusal;

/** Puts a backup into a database without rows and an empty folder, whole or not at all (BK5–BK7). */
public final class RestoreBackup {
    private final ArchiveReader archive;
    private final BackupProgress progress;
    private final List<String> damaged = new ArrayList<>();

    /** Throws {@link BackupRefused} when a newer Weilu made it. */
    public RestoreBackup(ArchiveReader archive, BackupProgress progress) {
        this.archive = archive;
        this.progress = progress;
        Set<String> unknown = new TreeSet<>(names());
        unknown.removeAll(Migrations.scripts());
        if (archive.head().format() > ArchiveHead.FORMAT || !unknown.isEmpty()) {
            throw new BackupRefused(archive.path() + " was made by a newer Weilu" + (unknown.isEmpty() ? "" : " ("
                    + String.join(", ", unknown) + ")") + ". Restore it with that version or a newer one.");
        }
    }

    /**
     * @param staging takes files and key; the caller removes it when this throws
     * @throws BackupRefused or DatabaseUnavailable with one sentence; the database is as empty as before
     */
    public BackupResult into(DatabaseAddress address, Path staging) {
        DataSource patient = Pool.patient(address);
        try (Connection connection = patient.getConnection()) {
            CatalogStore catalog = new CatalogStore(connection);
            prepare(catalog, address);
            try {
                new Migrations(patient, address).runOnly(names());
                requireSame(catalog.schema());
                BackupResult result = inOneTransaction(connection, staging);
                progress.show("bringing the schema up to date");
                new Migrations(patient, address).run();
                return result;
            } catch (SQLException | IOException | RuntimeException failure) {
                undo(connection, catalog, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DatabaseUnavailable("The database did not take the backup: " + failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new BackupRefused("the data folder cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static void undo(Connection connection, CatalogStore catalog, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            catalog.drop();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static void prepare(CatalogStore catalog, DatabaseAddress address) throws SQLException {
        String full = catalog.tableWithRows();
        boolean notOurs = catalog.schema().isEmpty() && !catalog.tables().isEmpty();
        if (full != null || notOurs) {
            throw new BackupRefused("the database " + address.shown() + " is not empty"
                    + (full == null ? "" : ": its table " + full + " has rows")
                    + ". A restore overwrites nothing: name an empty database.");
        }
        catalog.drop();
    }

    private void requireSame(List<ArchiveHead.Script> made) {
        Map<String, Integer> here = made.stream()
                .collect(Collectors.toMap(ArchiveHead.Script::name, ArchiveHead.Script::checksum));
        for (ArchiveHead.Script script : archive.head().schema()) {
            if (here.get(script.name()) != script.checksum()) {
                throw new BackupRefused(archive.path() + " was made with another " + script.name()
                        + " than this version has. Restore it with the version that made it.");
            }
        }
    }

    private BackupResult inOneTransaction(Connection connection, Path staging) throws SQLException, IOException {
        connection.setAutoCommit(false);
        CatalogStore catalog = new CatalogStore(connection);
        requireTables(catalog.tables());
        DataFolder folder = new DataFolder(staging);
        BlobStore blobs = folder.blobs();
        try (TableLoader loader = new TableLoader(connection.unwrap(PGConnection.class).getCopyAPI(), archive)) {
            catalog.setTriggers(archive.head().tables(), false);
            return load(connection, catalog, loader, folder, blobs);
        }
    }

    private BackupResult load(
            Connection connection, CatalogStore catalog, TableLoader loader, DataFolder folder, BlobStore blobs)
            throws SQLException, IOException {
        while (true) {
            switch (archive.next()) {
                case PartName.Rows rows -> {
                    loader.put(rows, archive.rows(rows));
                    progress.moved(rows.table(), archive.partBytes());
                }
                case PartName.Key key -> putKey(folder.key(), archive.key(key));
                case PartName.File file -> {
                    putFile(blobs, file);
                    progress.moved("files", archive.partBytes());
                }
                case PartName.Head again -> throw archive.broken(new IOException("it begins twice"));
                case PartName.Manifest end -> {
                    loader.end();
                    return finish(connection, catalog, loader, archive.verified(end));
                }
            }
        }
    }

    private BackupResult finish(Connection connection, CatalogStore catalog, TableLoader loader, ArchiveManifest manifest)
            throws SQLException {
        for (ArchiveHead.Table table : archive.head().tables()) {
            if (loader.count(table.name()) != manifest.rows().getOrDefault(table.name(), 0L)) {
                throw archive.broken(new IOException("rows of " + table.name() + " are missing"));
            }
        }
        if (!new HashSet<>(damaged).equals(new HashSet<>(manifest.damaged()))) {
            throw archive.broken(new IOException("a file is not what was backed up"));
        }
        for (String name : catalog.sequences().keySet()) {
            ArchiveManifest.Position position = manifest.sequences().get(name);
            if (position != null) {
                catalog.moveSequence(name, position);
            }
        }
        catalog.setTriggers(archive.head().tables(), true);
        connection.commit();
        connection.setAutoCommit(true);
        long rows = loader.total();
        return new BackupResult(archive.head().madeAt(), rows, manifest.files().count() - damaged.size(),
                manifest.missing(), damaged);
    }

    /** Names go into statements only once they are known to be this schema's. */
    private void requireTables(List<ArchiveHead.Table> here) {
        Map<String, Set<String>> columns = here.stream()
                .collect(Collectors.toMap(ArchiveHead.Table::name, table -> new HashSet<>(table.columns())));
        for (ArchiveHead.Table table : archive.head().tables()) {
            if (!columns.getOrDefault(table.name(), Set.of()).equals(new HashSet<>(table.columns()))) {
                throw archive.broken(new IOException("its table " + table.name() + " is none of this schema"));
            }
        }
    }

    private void putFile(BlobStore blobs, PartName.File name) {
        BlobHash hash = name.hash();
        if (archive.partBytes() == 0) {
            archive.file(name);
            damaged.add(hash.hex());
            return;
        }
        try (IncomingBlob blob = blobs.receive(archive.file(name), archive.partBytes())) {
            if (blob.hash().equals(hash)) {
                blobs.keep(blob);
            } else {
                damaged.add(hash.hex());
            }
        } catch (Refusal notStored) {
            throw new BackupRefused("a file could not be stored: is the disk full, or not writable?", notStored);
        }
    }

    private static void putKey(Path file, byte[] key) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, key);
    }

    private Set<String> names() {
        return archive.head().schema().stream().map(ArchiveHead.Script::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
