package weilu.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Where files wait while they are imported. What an earlier process left there is deleted at a later start. */
public final class UploadFolder {
    /** Larger files are imported by the command line, where nothing has to be sent. */
    public static final long UPLOAD_BYTES_MAX = 64L * 1024 * 1024;
    /** Another node of this server may be importing what is younger. */
    private static final Duration LEFT_FOR = Duration.ofHours(6);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path folder;

    public UploadFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "upload-*")) {
                for (Path leftover : leftovers) {
                    if (Files.getLastModifiedTime(leftover).toInstant().isBefore(Instant.now().minus(LEFT_FOR))) {
                        Files.deleteIfExists(leftover);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + folder, e);
        }
    }

    /** Writes what comes to a file of its own; refuses TOO_LARGE, and then there is no file. */
    Path receive(InputStream in) throws IOException {
        Path file = Files.createTempFile(folder, "upload-", ".chat");
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > UPLOAD_BYTES_MAX) {
                    throw Refusal.field(ErrorCode.TOO_LARGE, "file", "a file sent to the server has at most "
                            + UPLOAD_BYTES_MAX + " bytes; larger ones go by ./weilu import");
                }
                out.write(buffer, 0, read);
            }
            whole = true;
            return file;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }
}
