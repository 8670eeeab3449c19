package weilu.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import weilu.db.DatabaseUnavailable;
import weilu.media.BlobStore;

/** What a data folder holds beside the database. */
public record DataFolder(Path path) {
    private static final String RESTORING = "restoring";

    /** Uploaded files. */
    public BlobStore blobs() {
        return new BlobStore(path.resolve("files"), 0);
    }

    /** What stored secrets are sealed with. */
    public Path key() {
        return path.resolve("server.key");
    }

    /** Where a restore puts things until all is well. */
    public Path restoring() {
        return path.resolve(RESTORING);
    }

    /** A server must not start on what a restore that was killed has left behind. */
    public void requireWhole() {
        if (Files.exists(restoring())) {
            throw new DatabaseUnavailable("A restore into " + path + " did not end. Empty this folder and restore again.");
        }
    }

    /** Throws {@link BackupRefused} when anything is in it. */
    public void requireEmpty() {
        requireWhole();
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw new BackupRefused("the data folder " + path + " is not empty. A restore overwrites nothing: move what is"
                        + " there away, or name another folder by WEILU_DATA_FOLDER.");
            }
        } catch (IOException failure) {
            throw new BackupRefused("the data folder " + path + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
