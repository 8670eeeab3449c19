package weilu.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Makes the pictures of the tests, good ones and bad ones. */
public final class PictureFiles {
    public static final String SECRET = "GPS 39.9042N 116.4074E";

    private PictureFiles() {}

    /** Left half red, right half blue. */
    public static byte[] drawn(String format, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return made(out -> ImageIO.write(picture, format, out));
    }

    /** A JPEG whose EXIF says how it is turned, and where it was taken. */
    public static byte[] jpegTurned(int width, int height, int orientation) {
        byte[] plain = drawn("jpeg", width, height);
        return made(bytes -> {
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(plain, 0, 2);
            byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
            out.writeShort(0xffe1);
            out.writeShort(2 + 6 + 8 + 2 + 12 + 4 + secret.length);
            out.writeBytes("Exif\0\0MM");
            out.writeShort(42);
            out.writeInt(8);
            out.writeShort(1);
            out.writeShort(0x0112);
            out.writeShort(3);
            out.writeInt(1);
            out.writeShort(orientation);
            out.writeShort(0);
            out.writeInt(0);
            out.write(secret);
            out.write(plain, 2, plain.length - 2);
        });
    }

    /** A PNG that says it is this large; its data are a few lines of nothing. */
    public static byte[] pngClaiming(int width, int height) {
        return made(bytes -> {
            DataOutputStream out = new DataOutputStream(bytes);
            out.write("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
            chunk(out, "IHDR", made(header -> {
                DataOutputStream data = new DataOutputStream(header);
                data.writeInt(width);
                data.writeInt(height);
                data.write(new byte[] {8, 2, 0, 0, 0});
            }));
            chunk(out, "IDAT", made(packed -> {
                try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
                    deflater.write(new byte[1_000]);
                }
            }));
            chunk(out, "IEND", new byte[0]);
        });
    }

    /** A GIF of one-colour frames with a comment, a loop, and something after its end. */
    public static byte[] gifMoving(int width, int height, int frames) {
        return made(bytes -> {
            bytes.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(new byte[] {(byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8)});
            bytes.writeBytes(new byte[] {(byte) 0x80, 0, 0, (byte) 255, 0, 0, 0, 0, (byte) 255});
            bytes.writeBytes(new byte[] {0x21, (byte) 0xff, 11});
            bytes.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(new byte[] {3, 1, 0, 0, 0});
            bytes.writeBytes(new byte[] {0x21, (byte) 0xfe, (byte) SECRET.length()});
            bytes.writeBytes(SECRET.getBytes(StandardCharsets.US_ASCII));
            bytes.write(0);
            for (int i = 0; i < frames; i++) {
                bytes.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 0, 10, 0, 0, 0});
                bytes.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0});
            }
            bytes.write(0x3b);
            bytes.writeBytes("hidden tail".getBytes(StandardCharsets.US_ASCII));
        });
    }

    public static byte[] resource(String name) {
        try (InputStream in = PictureFiles.class.getResourceAsStream("/pictures/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    @FunctionalInterface
    private interface Making {
        void into(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] made(Making making) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            making.into(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
