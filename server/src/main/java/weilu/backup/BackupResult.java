package weilu.backup;

import java.time.Instant;
import java.util.List;

/**
 * What was backed up or restored.
 *
 * @param madeAt the moment the backup shows
 * @param missing files the database knows and that were not on disk, by their hashes
 * @param damaged files whose content was not what their name says
 */
public record BackupResult(Instant madeAt, long rows, long files, List<String> missing, List<String> damaged) {}
