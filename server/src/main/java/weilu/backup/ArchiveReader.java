package weilu.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import weilu.media.BlobHash;
import weilu.protocol.Json;

/** Reads a backup part by part and believes nothing: what is not as it should be is refused by the file's name. */
public final class ArchiveReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int JSON_BYTES_MAX = 64 << 20;
    private static final int KEY_BYTES_MAX = 4_096;

    private final Path file;
    private final GzipCompressorInputStream unpacked;
    private final TarArchiveInputStream tar;
    private final ArchiveHead head;
    private final List<ArchiveManifest.Part> parts = new ArrayList<>();
    private final Sha256 digest = new Sha256();
    private final Sha256 fileNames = new Sha256();
    private long files;
    private long fileBytes;
    private long partBytes;

    private ArchiveReader(Path file, InputStream raw) throws IOException {
        this.file = file;
        unpacked = new GzipCompressorInputStream(new BufferedInputStream(raw, BUFFER_BYTES));
        tar = new TarArchiveInputStream(unpacked);
        if (!(next() instanceof PartName.Head)) {
            throw new IOException("it does not begin as a backup does");
        }
        head = json(new PartName.Head(), ArchiveHead.class);
    }

    /** Opens it and reads its head. The caller closes it. */
    public static ArchiveReader open(Path file) {
        InputStream raw = null;
        try {
            raw = Files.newInputStream(file);
            return new ArchiveReader(file, raw);
        } catch (NoSuchFileException missing) {
            throw new BackupRefused("there is no file " + file, missing);
        } catch (IOException | RuntimeException failure) {
            close(raw);
            throw new BackupRefused(file + " is no backup of Weilu, or it is damaged at its beginning.", failure);
        }
    }

    ArchiveHead head() {
        return head;
    }

    /** The next part. It is never none: the manifest comes before the end. */
    PartName next() {
        try {
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null) {
                throw new IOException("its end is missing");
            }
            partBytes = entry.getSize();
            return PartName.parse(entry.getName())
                    .orElseThrow(() -> new IOException("it has a part \"" + entry.getName() + "\", which no backup has"));
        } catch (IOException | RuntimeException failure) {
            throw broken(failure);
        }
    }

    /** A piece of a table, whole. */
    byte[] rows(PartName.Rows name) {
        return bytes(name, RowParts.PART_BYTES_MAX);
    }

    byte[] key(PartName.Key name) {
        return bytes(name, KEY_BYTES_MAX);
    }

    /** The bytes of a file, to be read to their end before the next part; failing as this reader does. */
    InputStream file(PartName.File name) {
        fileNames.add(line(name.hash()));
        files++;
        fileBytes += partBytes;
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("files are read by the buffer");
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                try {
                    return tar.read(buffer, from, length);
                } catch (IOException failure) {
                    throw broken(failure);
                }
            }
        };
    }

    long partBytes() {
        return partBytes;
    }

    /** Compares all that was read with what the manifest says, and goes to the archive's very end. */
    ArchiveManifest verified(PartName.Manifest name) {
        List<ArchiveManifest.Part> read = List.copyOf(parts);
        try {
            ArchiveManifest manifest = json(name, ArchiveManifest.class);
            if (!read.equals(manifest.parts())) {
                throw new IOException("a part is not what was backed up");
            }
            if (!new ArchiveManifest.Files(files, fileBytes, fileNames.hex()).equals(manifest.files())) {
                throw new IOException("not all files are in it");
            }
            if (tar.getNextEntry() != null) {
                throw new IOException("something comes after its end");
            }
            unpacked.skip(Long.MAX_VALUE);
            return manifest;
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    /** How a file counts in the digest of their names. */
    static byte[] line(BlobHash hash) {
        return (hash.hex() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    BackupRefused broken(Exception failure) {
        String why = failure.getMessage() == null ? "its end is missing" : failure.getMessage();
        return failure instanceof BackupRefused refused ? refused
                : new BackupRefused(file + " is damaged or cut off (" + why + "). Nothing was restored.", failure);
    }

    Path path() {
        return file;
    }

    @Override
    public void close() {
        close(tar);
    }

    private <T> T json(PartName name, Class<T> type) throws IOException {
        return Json.mapper().readValue(bytes(name, JSON_BYTES_MAX), type);
    }

    private byte[] bytes(PartName name, int most) {
        try {
            if (partBytes > most) {
                throw new IOException(name + " is too long");
            }
            byte[] bytes = tar.readNBytes((int) partBytes);
            if (bytes.length < partBytes) {
                throw new IOException("it ends within " + name);
            }
            parts.add(new ArchiveManifest.Part(name.toString(), bytes.length, digest.add(bytes).hex()));
            return bytes;
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private static void close(InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException notImportant) {
            System.getLogger(ArchiveReader.class.getName()).log(System.Logger.Level.DEBUG, "closing: {0}", notImportant);
        }
    }
}
