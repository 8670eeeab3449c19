package weilu.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the database itself knows about its tables: a table that comes with a feature is backed up without being named. */
final class CatalogStore {
    private static final String TABLES = """
            select c.relname, array(
                select a.attname::text from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                order by a.attnum)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
              and c.relname <> 'flyway_schema_history'
            order by c.relname
            """;
    private static final String REFERENCES = """
            select child.relname, parent.relname
            from pg_constraint f join pg_class child on child.oid = f.conrelid join pg_class parent on parent.oid = f.confrelid
            join pg_namespace n on n.oid = child.relnamespace
            where f.contype = 'f' and n.nspname = current_schema() and child.oid <> parent.oid and f.conparentid = 0
            """;
    private static final String SCHEMA = """
            select script, checksum from flyway_schema_history
            where success and version is not null order by installed_rank
            """;
    private static final String ALL_TABLES = "select tablename from pg_tables where schemaname = current_schema()";
    private static final String HAS_HISTORY = "select to_regclass('flyway_schema_history') is not null";
    /** Those that came with no extension. */
    private static final String FUNCTIONS = """
            select p.oid::regprocedure::text from pg_proc p
            where p.pronamespace = current_schema()::regnamespace
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
            """;
    private static final String SEQUENCES =
            "select sequencename from pg_sequences where schemaname = current_schema() order by sequencename";
    private static final String BLOBS = "select hash from blob order by hash";

    private final Connection connection;

    CatalogStore(Connection connection) {
        this.connection = connection;
    }

    /** All tables with their columns, each after those it refers to. */
    List<ArchiveHead.Table> tables() throws SQLException {
        Map<String, ArchiveHead.Table> left = new TreeMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                List<String> columns = List.of((String[]) rows.getArray(2).getArray());
                left.put(rows.getString(1), new ArchiveHead.Table(rows.getString(1), columns));
            }
        }
        Map<String, TreeSet<String>> parents = parents();
        List<ArchiveHead.Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.keySet().stream()
                    .filter(name -> parents.getOrDefault(name, new TreeSet<>()).stream().noneMatch(left::containsKey))
                    .findFirst().orElseThrow(() -> new IllegalStateException("tables refer to each other: " + left.keySet()));
            ordered.add(left.remove(next));
        }
        return ordered;
    }

    /** The scripts this database was given; empty when it has no schema. */
    List<ArchiveHead.Script> schema() throws SQLException {
        List<ArchiveHead.Script> scripts = new ArrayList<>();
        if (!isTrue(HAS_HISTORY)) {
            return scripts;
        }
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(SCHEMA)) {
            while (rows.next()) {
                scripts.add(new ArchiveHead.Script(rows.getString(1), rows.getInt(2)));
            }
        }
        return scripts;
    }

    Map<String, ArchiveManifest.Position> sequences() throws SQLException {
        Map<String, ArchiveManifest.Position> positions = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : names(SEQUENCES)) {
                try (ResultSet row = statement.executeQuery("select last_value, is_called from " + quoted(name))) {
                    row.next();
                    positions.put(name, new ArchiveManifest.Position(row.getLong(1), row.getBoolean(2)));
                }
            }
        }
        return positions;
    }

    void moveSequence(String name, ArchiveManifest.Position position) throws SQLException {
        try (var move = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            move.setString(1, quoted(name));
            move.setLong(2, position.value());
            move.setBoolean(3, position.given());
            move.execute();
        }
    }

    /** The hashes of all files, in order; the connection is busy with it meanwhile. */
    ResultSet blobs(Statement statement) throws SQLException {
        return statement.executeQuery(BLOBS);
    }

    /** The first table that has a row, or null. */
    String tableWithRows() throws SQLException {
        for (ArchiveHead.Table table : tables()) {
            if (isTrue("select exists (select 1 from " + quoted(table.name()) + ")")) {
                return table.name();
            }
        }
        return null;
    }

    /**
     * Keeps the triggers of these tables from running, or lets them again: rows of a backup are what triggers once made of them.
     */
    void setTriggers(List<ArchiveHead.Table> tables, boolean run) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ArchiveHead.Table table : tables) {
                statement.execute("alter table " + quoted(table.name()) + (run ? " enable" : " disable") + " trigger user");
            }
        }
    }

    /** Drops all tables, those that no backup holds included, and their functions, so that migrations can begin anew. */
    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String name : names(ALL_TABLES)) {
                statement.execute("drop table if exists " + quoted(name) + " cascade");
            }
            for (String name : names(SEQUENCES)) {
                statement.execute("drop sequence if exists " + quoted(name) + " cascade");
            }
            for (String signature : names(FUNCTIONS)) {
                statement.execute("drop function if exists " + signature + " cascade");
            }
        }
    }

    /** The select list of a table, or the columns of a COPY into it. */
    static String columns(ArchiveHead.Table table) {
        return String.join(", ", table.columns().stream().map(CatalogStore::quoted).toList());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private Map<String, TreeSet<String>> parents() throws SQLException {
        Map<String, TreeSet<String>> parents = new TreeMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(REFERENCES)) {
            while (rows.next()) {
                parents.computeIfAbsent(rows.getString(1), child -> new TreeSet<>()).add(rows.getString(2));
            }
        }
        return parents;
    }

    private List<String> names(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private boolean isTrue(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
