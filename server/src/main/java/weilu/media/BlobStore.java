package weilu.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Blobs on disk, each under the hash of its content: {@code folder/ab/cdef…}. */
public final class BlobStore {
    private final Path folder;
    private final Path incoming;
    private final long freeBytesMin;

    /**
     * @param folder is made when it is not there; nothing else lives in it
     * @param freeBytesMin uploads are refused when less than this is free, so that the database keeps its room
     */
    public BlobStore(Path folder, long freeBytesMin) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.freeBytesMin = freeBytesMin;
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder for files: " + folder, e);
        }
    }

    /**
     * Streams the bytes to disk, not yet in place; close the blob in any case.
     *
     * @throws Refusal TOO_LARGE after the limit, BODY_EMPTY for no bytes, UNAVAILABLE when they cannot be stored
     */
    public IncomingBlob receive(InputStream bytes, long bytesMax) {
        ScratchFile scratch = scratch();
        try {
            scratch.copyFrom(bytes, bytesMax);
            return scratch.finish();
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** An empty file to write something into, which becomes a blob by {@link ScratchFile#finish}. */
    ScratchFile scratch() {
        requireFree();
        return ScratchFile.in(incoming);
    }

    /**
     * Moves the blob into place. Call it inside the transaction that holds the blob's row ({@link BlobRows#touch}), so
     * that a sweep cannot remove it in between.
     */
    public void keep(IncomingBlob blob) {
        Path place = place(blob.hash());
        try {
            Files.createDirectories(place.getParent());
            Files.move(blob.file(), place, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(place.getParent());
        } catch (IOException e) {
            throw unavailable();
        }
    }

    public boolean has(BlobHash hash) {
        return Files.isRegularFile(place(hash));
    }

    /** Where the blob's bytes are, to be sent; the file may be gone. */
    public Path place(BlobHash hash) {
        return folder.resolve(hash.hex().substring(0, 2)).resolve(hash.hex().substring(2));
    }

    /** Removes the blob if it is there. Call it inside the transaction that removes the blob's row. */
    public void remove(BlobHash hash) {
        try {
            Files.deleteIfExists(place(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives every blob on disk not written since then. */
    public void eachOlderThan(Instant when, Consumer<BlobHash> seen) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
            for (Path two : folders) {
                eachIn(two, when, seen);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what crashed uploads left behind. */
    public void clearIncoming(Instant olderThan) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(olderThan)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Refusal unavailable() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "the file cannot be stored now");
    }

    private void requireFree() {
        try {
            if (Files.getFileStore(incoming).getUsableSpace() < freeBytesMin) {
                throw unavailable();
            }
        } catch (IOException e) {
            throw unavailable();
        }
    }

    private static void eachIn(Path two, Instant when, Consumer<BlobHash> seen) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(two)) {
            for (Path file : files) {
                String hex = two.getFileName().toString() + file.getFileName();
                if (hex.length() == 64 && Files.getLastModifiedTime(file).toInstant().isBefore(when)) {
                    seen.accept(new BlobHash(hex));
                }
            }
        }
    }

    /** Makes the rename itself survive a power cut. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
