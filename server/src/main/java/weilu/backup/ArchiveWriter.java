package weilu.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import weilu.media.BlobHash;
import weilu.protocol.Json;

/** Writes a backup as a compressed tar, part after part, and keeps their digests. */
final class ArchiveWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int OWNER_ONLY = 0100600;

    private final TarArchiveOutputStream tar;
    private final Date at;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<ArchiveManifest.Part> parts = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private final Sha256 digest = new Sha256();
    private final Sha256 fileNames = new Sha256();
    private long files;
    private long fileBytes;

    ArchiveWriter(OutputStream out, Instant at) throws IOException {
        GzipParameters quick = new GzipParameters();
        quick.setCompressionLevel(Deflater.BEST_SPEED);
        tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(new BufferedOutputStream(out, BUFFER_BYTES), quick));
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        this.at = Date.from(at);
    }

    void json(PartName name, Object value) throws IOException {
        byte[] bytes = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        part(name, bytes, bytes.length);
    }

    /** The first so many of these bytes. */
    void part(PartName name, byte[] bytes, int length) throws IOException {
        begin(name, length);
        tar.write(bytes, 0, length);
        tar.closeArchiveEntry();
        parts.add(new ArchiveManifest.Part(name.toString(), length, digest.add(bytes, 0, length).hex()));
    }

    /** A file as it is on disk; noted as damaged when it is not what its name says. Returns its length. */
    long file(BlobHash hash, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            long bytes = Files.size(path);
            begin(new PartName.File(hash), bytes);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                tar.write(buffer, 0, read);
                digest.add(buffer, 0, read);
            }
            tar.closeArchiveEntry();
            if (!digest.hex().equals(hash.hex())) {
                damaged.add(hash.hex());
            }
            fileNames.add(ArchiveReader.line(hash));
            files++;
            fileBytes += bytes;
            return bytes;
        }
    }

    List<String> damaged() {
        return damaged;
    }

    List<ArchiveManifest.Part> parts() {
        return parts;
    }

    ArchiveManifest.Files files() {
        return new ArchiveManifest.Files(files, fileBytes, fileNames.hex());
    }

    /** Ends the archive; without this it is one that was cut off. */
    void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void begin(PartName name, long bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name.toString());
        entry.setSize(bytes);
        entry.setMode(OWNER_ONLY);
        entry.setModTime(at);
        tar.putArchiveEntry(entry);
    }
}
