package weilu.gateway;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture of a few digits, each of seven bars as on an old clock, so that it needs no font. */
final class TestPicture {
    private static final int WIDE = 80;
    private static final int HIGH = 120;
    private static final int THICK = 10;
    private static final int[] BARS = {0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f};
    /** Left, top, width and height of each bar: top, upper right, lower right, bottom, lower left, upper left, middle. */
    private static final int[][] PLACES = {
        {20, 15, 40, THICK}, {55, 20, THICK, 40}, {55, 60, THICK, 40}, {20, 95, 40, THICK},
        {15, 60, THICK, 40}, {15, 20, THICK, 40}, {20, 55, 40, THICK}};

    private TestPicture() {}

    /** As PNG: black on white. */
    static byte[] of(String digits) {
        BufferedImage image = new BufferedImage(WIDE * digits.length(), HIGH, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), HIGH);
        pen.setColor(Color.BLACK);
        for (int i = 0; i < digits.length(); i++) {
            int bars = BARS[digits.charAt(i) - '0'];
            for (int bar = 0; bar < PLACES.length; bar++) {
                if ((bars >> bar & 1) == 1) {
                    int[] place = PLACES[bar];
                    pen.fillRect(WIDE * i + place[0], place[1], place[2], place[3]);
                }
            }
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
