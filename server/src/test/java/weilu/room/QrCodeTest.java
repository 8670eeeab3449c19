package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.awt.image.BufferedImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QrCodeTest {
    private static final String LINK = "https://weilu.example/i/" + "a".repeat(22);

    @Test
    @DisplayName("[RM11] a reader reads the link from the QR code")
    void png() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(QrCode.png(LINK)));
        assertThat(image.getWidth()).isEqualTo(QrCode.PNG_PIXELS);
        assertThat(new QRCodeReader().decode(new BinaryBitmap(
                new HybridBinarizer(new BufferedImageLuminanceSource(image)))).getText()).isEqualTo(LINK);
    }

    @Test
    @DisplayName("[RM11] the drawing for the web says nothing but shapes")
    void svg() {
        assertThat(QrCode.svg(LINK)).startsWith("<svg ").doesNotContain("script").doesNotContain("weilu");
    }
}
