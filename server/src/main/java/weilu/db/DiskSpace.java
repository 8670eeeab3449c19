package weilu.db;

import java.nio.file.Path;

/** A full disk, as PostgreSQL and the operating system tell it, and as we do. */
final class DiskSpace {
    private DiskSpace() {}

    static boolean isFull(String message) {
        return message != null && (message.contains("No space left") || message.contains("Disk quota exceeded"));
    }

    static String sentence(Path folder) {
        return "The disk that holds " + folder + " is full. Free some space; nothing was lost.";
    }
}
