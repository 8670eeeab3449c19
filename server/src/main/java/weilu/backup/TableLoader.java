package weilu.backup;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Feeds the pieces of one table after the other to PostgreSQL. */
final class TableLoader implements AutoCloseable {
    private final Map<String, ArchiveHead.Table> tables = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final CopyManager copying;
    private final ArchiveReader archive;
    private String table = "";
    private int number;
    private CopyIn copy;

    TableLoader(CopyManager copying, ArchiveReader archive) {
        this.copying = copying;
        this.archive = archive;
        archive.head().tables().forEach(known -> tables.put(known.name(), known));
    }

    void put(PartName.Rows part, byte[] bytes) throws SQLException {
        if (!part.table().equals(table)) {
            end();
            begin(part.table());
        }
        number++;
        if (part.number() != number) {
            throw archive.broken(new IOException(part + " is not in its place"));
        }
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    void end() throws SQLException {
        if (copy != null) {
            counts.put(table, copy.endCopy());
            copy = null;
        }
    }

    /** How many rows of a table went in. */
    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A COPY left open would keep the connection from being rolled back. */
    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void begin(String name) throws SQLException {
        ArchiveHead.Table known = tables.get(name);
        if (known == null || counts.containsKey(name)) {
            throw archive.broken(new IOException("its table " + name + " comes twice or is unknown"));
        }
        table = name;
        number = 0;
        copy = copying.copyIn("copy " + CatalogStore.quoted(name) + " (" + CatalogStore.columns(known)
                + ") from stdin (encoding 'UTF8')");
    }
}
