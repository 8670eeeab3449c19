package weilu.backup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.media.BlobHash;

/** The names that parts of a backup have; they come in this order. Nothing else is read from one. */
sealed interface PartName {
    /** What is in it, for whoever restores it. */
    record Head() implements PartName {
        @Override
        public String toString() {
            return "weilu-backup.json";
        }
    }

    /** What stored secrets are sealed with. */
    record Key() implements PartName {
        @Override
        public String toString() {
            return "server.key";
        }
    }

    /** A piece of a table in PostgreSQL's COPY form; pieces of one table follow each other and are numbered from 1. */
    record Rows(String table, int number) implements PartName {
        @Override
        public String toString() {
            return "database/%s/%06d.copy".formatted(table, number);
        }
    }

    /** What somebody brought, named by its content. */
    record File(BlobHash hash) implements PartName {
        @Override
        public String toString() {
            return "files/" + hash;
        }
    }

    /** The end. */
    record Manifest() implements PartName {
        @Override
        public String toString() {
            return "manifest.json";
        }
    }

    Pattern ROWS = Pattern.compile("database/([a-z_][a-z0-9_]{0,62})/([0-9]{6,9})\\.copy");
    Pattern FILE = Pattern.compile("files/([0-9a-f]{64})");

    static Optional<PartName> parse(String name) {
        Matcher rows = ROWS.matcher(name);
        Matcher file = FILE.matcher(name);
        PartName part = rows.matches() ? new Rows(rows.group(1), Integer.parseInt(rows.group(2)))
                : file.matches() ? new File(new BlobHash(file.group(1)))
                : switch (name) {
                    case "weilu-backup.json" -> new Head();
                    case "server.key" -> new Key();
                    case "manifest.json" -> new Manifest();
                    default -> null;
                };
        return Optional.ofNullable(part);
    }
}
