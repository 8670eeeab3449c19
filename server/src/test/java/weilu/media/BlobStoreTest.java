package weilu.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

class BlobStoreTest {
    private static final String FIRE = "围炉";
    private static final String FIRE_HASH = "2b2dd7a9";

    @TempDir
    private Path folder;

    private BlobStore blobs;

    @BeforeEach
    void open() {
        blobs = new BlobStore(folder, 0);
    }

    @Test
    @DisplayName("[MD1] a blob is kept under the hash of its bytes, once for the same bytes")
    void keptByContent() throws IOException {
        BlobHash first = keep(FIRE);
        BlobHash second = keep(FIRE);
        assertThat(second).isEqualTo(first);
        assertThat(Files.readString(blobs.place(first))).isEqualTo(FIRE);
        assertThat(files()).hasSize(1);
    }

    @Test
    @DisplayName("[MD2] an upload that was not kept leaves nothing")
    void closedLeavesNothing() {
        blobs.receive(bytes(FIRE), 100).close();
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("[MD3] one byte above the limit is refused and leaves nothing; the limit itself is kept")
    void limited() {
        assertThat(refusalOf("12345", 4)).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusalOf("", 4)).isEqualTo(ErrorCode.BODY_EMPTY);
        assertThat(files()).isEmpty();
        try (IncomingBlob blob = blobs.receive(bytes("1234"), 4)) {
            assertThat(blob.bytes()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("[MD2] an upload that breaks off leaves nothing")
    void brokenOff() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> blobs.receive(broken, 100));
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("[MD9] with the disk nearly full an upload is unavailable and leaves nothing")
    void fullDisk() {
        blobs = new BlobStore(folder, Long.MAX_VALUE);
        assertThat(refusalOf(FIRE, 100)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("[MD1] a path is no hash")
    void noPaths() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> BlobHash.fromString("../../../../etc/passwd"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> BlobHash.fromString(FIRE_HASH));
    }

    @Test
    @DisplayName("[MD12] old files are found, removed, and what crashed uploads left is cleared")
    void sweeping() throws IOException {
        BlobHash hash = keep(FIRE);
        Files.writeString(folder.resolve("incoming/left.part"), "half");
        List<BlobHash> old = new ArrayList<>();
        blobs.eachOlderThan(Instant.now().plusSeconds(60), old::add);
        assertThat(old).containsExactly(hash);
        blobs.eachOlderThan(Instant.now().minusSeconds(60), found -> old.clear());
        assertThat(old).hasSize(1);
        blobs.remove(hash);
        blobs.clearIncoming(Instant.now().plusSeconds(60));
        assertThat(files()).isEmpty();
    }

    private BlobHash keep(String text) {
        try (IncomingBlob blob = blobs.receive(bytes(text), 100)) {
            blobs.keep(blob);
            return blob.hash();
        }
    }

    private ErrorCode refusalOf(String text, long bytesMax) {
        try (IncomingBlob blob = blobs.receive(bytes(text), bytesMax)) {
            throw new AssertionError("was not refused: " + blob);
        } catch (Refusal refusal) {
            return refusal.problem().code();
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
