package weilu.backup;

import java.util.List;
import java.util.Map;

/**
 * What a backup says at its end. What was cut off has none.
 *
 * @param parts every part before it but the files, in order
 * @param rows how many each table has
 * @param sequences where each stands
 * @param files what people brought, all together: their digests are their names
 * @param missing files the database knows and the disk had no more
 * @param damaged files whose content is not what their name says
 */
record ArchiveManifest(
        List<Part> parts, Map<String, Long> rows, Map<String, Position> sequences, Files files, List<String> missing,
        List<String> damaged) {
    ArchiveManifest {
        parts = List.copyOf(parts);
        rows = Map.copyOf(rows);
        sequences = Map.copyOf(sequences);
        missing = List.copyOf(missing);
        damaged = List.copyOf(damaged);
    }

    record Part(String name, long bytes, String sha256) {}

    /** Whether {@code value} was given away already, or is the next. */
    record Position(long value, boolean given) {}

    /** The digest is that of the names in their order, a line for each. */
    record Files(long count, long bytes, String sha256) {}
}
