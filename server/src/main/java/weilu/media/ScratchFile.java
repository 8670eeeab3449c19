package weilu.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** A file being written, which {@link #finish} turns into a blob. */
final class ScratchFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path file;

    private ScratchFile(Path file) {
        this.file = file;
    }

    static ScratchFile in(Path folder) {
        return new ScratchFile(folder.resolve(UUID.randomUUID() + ".part"));
    }

    Path file() {
        return file;
    }

    /** Takes the bytes up to the limit. A client that goes away is an exception of its own, not a full disk. */
    void copyFrom(InputStream bytes, long bytesMax) {
        long taken = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int read = readSome(bytes, buffer); read >= 0; read = readSome(bytes, buffer)) {
                taken += read;
                if (taken > bytesMax) {
                    throw Refusal.of(ErrorCode.TOO_LARGE, "at most " + bytesMax + " bytes");
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            throw BlobStore.unavailable();
        }
        if (taken == 0) {
            throw Refusal.of(ErrorCode.BODY_EMPTY, "the file has no bytes");
        }
    }

    /** Syncs the bytes and names them by their content. */
    IncomingBlob finish() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            return new IncomingBlob(file, hash(), channel.size());
        } catch (IOException e) {
            throw BlobStore.unavailable();
        }
    }

    /** Opens it for encoders that seek. */
    RandomAccessFile open() throws IOException {
        return new RandomAccessFile(file.toFile(), "rw");
    }

    @Override
    public void close() {
        new IncomingBlob(file, null, 0).close();
    }

    private static int readSome(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw Refusal.of(ErrorCode.MALFORMED, "the upload broke off");
        }
    }

    private BlobHash hash() throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return new BlobHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
