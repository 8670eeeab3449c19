package weilu.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup says about itself first.
 *
 * @param format of the archive
 * @param madeAt when its snapshot was taken
 * @param schema the migration scripts its database had been given, in that order
 * @param tables in an order in which their rows can be put back
 */
record ArchiveHead(int format, Instant madeAt, List<Script> schema, List<Table> tables) {
    static final int FORMAT = 1;

    ArchiveHead {
        schema = List.copyOf(schema);
        tables = List.copyOf(tables);
    }

    /** A script, and what Flyway made of its text. */
    record Script(String name, int checksum) {}

    /** A table and its columns in the order of the pieces' lines; none that the database computes. */
    record Table(String name, List<String> columns) {}
}
