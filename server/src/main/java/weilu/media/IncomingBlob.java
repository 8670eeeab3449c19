package weilu.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes on disk that are not yet a blob: {@link BlobStore#keep} puts them in place, closing removes what was not kept.
 *
 * @param bytes the size
 */
public record IncomingBlob(Path file, BlobHash hash, long bytes) implements AutoCloseable {
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The sweep clears the folder; a caller who has its answer shall not fail by this.
            System.getLogger(IncomingBlob.class.getName()).log(System.Logger.Level.WARNING, "left behind: " + file);
        }
    }
}
