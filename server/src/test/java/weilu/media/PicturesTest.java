package weilu.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

class PicturesTest {
    @TempDir
    private Path folder;

    private BlobStore blobs;
    private Pictures pictures;

    @BeforeEach
    void open() {
        blobs = new BlobStore(folder, 0);
        pictures = new Pictures(blobs);
    }

    @ParameterizedTest
    @DisplayName("[MD6] each known format is written anew, with a thumbnail of at most 480 pixels")
    @CsvSource({"jpeg,image/jpeg", "png,image/png", "gif,image/png"})
    void writtenAnew(String format, String mediaType) throws IOException {
        try (Picture picture = shown(PictureFiles.drawn(format, 1000, 500))) {
            assertThat(picture.mediaType()).isEqualTo(mediaType);
            assertThat(picture.width()).isEqualTo(1000);
            assertThat(picture.height()).isEqualTo(500);
            BufferedImage full = ImageIO.read(picture.full().file().toFile());
            assertThat(full.getWidth()).isEqualTo(1000);
            assertNear(full.getRGB(10, 10), Color.RED);
            assertNear(full.getRGB(990, 490), Color.BLUE);
            BufferedImage small = ImageIO.read(picture.thumbnail().file().toFile());
            assertThat(small.getWidth()).isEqualTo(480);
            assertThat(small.getHeight()).isEqualTo(240);
        }
    }

    @ParameterizedTest
    @DisplayName("[MD6] WebP is read: lossy, lossless, and with alpha, which is kept")
    @CsvSource({"fire.webp,image/jpeg", "lossless.webp,image/png", "alpha.webp,image/png"})
    void webp(String name, String mediaType) throws IOException {
        try (Picture picture = shown(PictureFiles.resource(name))) {
            assertThat(picture.mediaType()).isEqualTo(mediaType);
            assertThat(picture.width()).isEqualTo(60);
            BufferedImage full = ImageIO.read(picture.full().file().toFile());
            assertNear(full.getRGB(2, 2), Color.RED);
            boolean alpha = mediaType.equals("image/png");
            assertThat(full.getRGB(55, 20) >>> 24).isEqualTo(alpha ? 0 : 255);
        }
    }

    @Test
    @DisplayName("[MD6] no metadata survive")
    void metadataGo() throws IOException {
        byte[] original = PictureFiles.jpegTurned(100, 60, 1);
        assertThat(text(original)).contains(PictureFiles.SECRET);
        try (Picture picture = shown(original)) {
            assertThat(text(Files.readAllBytes(picture.full().file()))).doesNotContain(PictureFiles.SECRET);
            assertThat(text(Files.readAllBytes(picture.thumbnail().file()))).doesNotContain(PictureFiles.SECRET);
        }
    }

    @ParameterizedTest
    @DisplayName("[MD6] a turned picture stands upright")
    @CsvSource({"1,100,60,10,30", "2,100,60,90,30", "3,100,60,90,30", "4,100,60,10,30",
        "5,60,100,30,10", "6,60,100,30,10", "7,60,100,30,90", "8,60,100,30,90"})
    void upright(int orientation, int width, int height, int redX, int redY) throws IOException {
        try (Picture picture = shown(PictureFiles.jpegTurned(100, 60, orientation))) {
            BufferedImage full = ImageIO.read(picture.full().file().toFile());
            assertThat(full.getWidth()).isEqualTo(width);
            assertThat(full.getHeight()).isEqualTo(height);
            assertNear(full.getRGB(redX, redY), Color.RED);
            assertNear(full.getRGB(width - 1 - redX, height - 1 - redY), Color.BLUE);
        }
    }

    @Test
    @DisplayName("[MD6] a moving GIF keeps its frames and loses comments and what follows its end")
    void movingGif() throws IOException {
        try (Picture picture = shown(PictureFiles.gifMoving(32, 16, 3))) {
            assertThat(picture.mediaType()).isEqualTo("image/gif");
            assertThat(picture.width()).isEqualTo(32);
            String written = text(Files.readAllBytes(picture.full().file()));
            assertThat(written).contains("NETSCAPE2.0").doesNotContain(PictureFiles.SECRET).doesNotContain("hidden");
            PictureHeader header = PictureHeader.read(picture.full().file(), Sniff.Kind.GIF);
            assertThat(header.frames()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("[MD6] a GIF that moves too much is a plain file")
    void gifTooLong() {
        assertThat(forRoom(PictureFiles.gifMoving(32, 16, Pictures.GIF_FRAMES_MAX + 1))).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("[MD5] a header beyond the limits is refused in no time, before anything is decoded")
    @CsvSource({"50000,50000", "16385,1", "8000,8000", "16000,20", "0,10", "2147483647,2147483647"})
    void beyondTheLimits(int width, int height) {
        long started = System.nanoTime();
        assertRefused(PictureFiles.pngClaiming(width, height));
        assertThat(System.nanoTime() - started).isLessThan(1_000_000_000L);
    }

    @Test
    @DisplayName("[MD5] a file that claims pixels it does not bring is refused")
    void cutShort() {
        assertRefused(PictureFiles.pngClaiming(5000, 5000));
        byte[] whole = PictureFiles.drawn("gif", 400, 400);
        assertRefused(Arrays.copyOf(whole, 20));
        assertRefused(Arrays.copyOf(PictureFiles.drawn("png", 40, 40), 30));
    }

    @ParameterizedTest
    @DisplayName("[MD4] what is no picture is a plain file, whatever it is called")
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a=1;/*<script>*/", "BM..", "text"})
    void notAPicture(String content) {
        assertThat(forRoom(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    @DisplayName("[MD6] a page hidden behind a PNG is not written again")
    void polyglot() throws IOException {
        byte[] png = PictureFiles.drawn("png", 40, 40);
        byte[] page = "<html><script>alert(1)</script>PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(png, png.length + page.length);
        System.arraycopy(page, 0, both, png.length, page.length);
        try (Picture picture = shown(both)) {
            assertThat(text(Files.readAllBytes(picture.full().file()))).doesNotContain("script");
        }
    }

    @Test
    @DisplayName("[MD6] a large photo is shown at 4,096 pixels")
    void largePhoto() throws IOException {
        try (Picture picture = shown(PictureFiles.drawn("jpeg", 6200, 4600))) {
            assertThat(Math.max(picture.width(), picture.height())).isLessThanOrEqualTo(Pictures.SIDE_PIXELS_SHOWN);
            assertThat(picture.width() / (double) picture.height()).isBetween(1.34, 1.36);
        }
    }

    @Test
    @DisplayName("[MD6] a profile picture is the middle, square, 256 pixels")
    void profile() throws IOException {
        byte[] wide = PictureFiles.drawn("png", 600, 200);
        try (IncomingBlob upload = blobs.receive(new ByteArrayInputStream(wide), 1_000_000);
                IncomingBlob square = pictures.forProfile(upload)) {
            BufferedImage read = ImageIO.read(square.file().toFile());
            assertThat(read.getWidth()).isEqualTo(256);
            assertThat(read.getHeight()).isEqualTo(256);
            assertNear(read.getRGB(20, 128), Color.RED);
        }
    }

    private Picture shown(byte[] bytes) {
        return forRoom(bytes).orElseThrow();
    }

    private Optional<Picture> forRoom(byte[] bytes) {
        try (IncomingBlob upload = blobs.receive(new ByteArrayInputStream(bytes), 100_000_000)) {
            return pictures.forRoom(upload);
        }
    }

    private void assertRefused(byte[] bytes) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> forRoom(bytes))
                .satisfies(refusal -> assertThat(refusal.problem().code()).isEqualTo(ErrorCode.INVALID))
                .satisfies(refusal -> assertThat(refusal.problem().field()).isEqualTo("picture"));
    }

    private static void assertNear(int argb, Color wanted) {
        Color read = new Color(argb);
        assertThat(Math.abs(read.getRed() - wanted.getRed())).as("red of " + read).isLessThan(40);
        assertThat(Math.abs(read.getBlue() - wanted.getBlue())).as("blue of " + read).isLessThan(40);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
