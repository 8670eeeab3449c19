package weilu.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What a picture says of itself before any of it is decoded.
 *
 * @param orientation as EXIF numbers it: 1 upright … 8
 * @param frames how many pictures follow each other; 1 for a still one
 * @param framePixels of all frames together
 */
record PictureHeader(int width, int height, int orientation, int frames, long framePixels) {
    static final int SIDE_PIXELS_MAX = 16_384;
    static final long PIXELS_MAX = 40_000_000;
    /** One side at most so many times the other: thinner pictures are traps, or no use as pictures. */
    static final int RATIO_MAX = 100;
    /** A JPEG may be sent in scans; some hundreds of them keep a decoder busy for minutes. */
    static final int SCANS_MAX = 100;

    /** Reads the header. @throws Refusal when it is broken or beyond the limits */
    static PictureHeader read(Path file, Sniff.Kind kind) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            PictureHeader header = switch (kind) {
                case PNG -> png(in);
                case JPEG -> new JpegMarkers(in).header();
                case GIF -> GifBlocks.header(in);
                case WEBP -> webp(in);
                default -> throw broken();
            };
            header.requireWithinLimits();
            return header;
        } catch (EOFException e) {
            throw broken();
        } catch (IOException e) {
            throw BlobStore.unavailable();
        }
    }

    static PictureHeader still(int width, int height, int orientation) {
        return new PictureHeader(width, height, orientation, 1, (long) width * height);
    }

    static Refusal broken() {
        return Refusal.field(ErrorCode.INVALID, "picture", "this picture cannot be read");
    }

    private void requireWithinLimits() {
        if (width < 1 || height < 1) {
            throw broken();
        }
        boolean tooBig = width > SIDE_PIXELS_MAX || height > SIDE_PIXELS_MAX || (long) width * height > PIXELS_MAX;
        if (tooBig) {
            throw Refusal.field(ErrorCode.INVALID, "picture", "at most " + PIXELS_MAX / 1_000_000
                    + " million pixels and " + SIDE_PIXELS_MAX + " on a side, not " + width + " × " + height);
        }
        if (Math.max(width, height) > (long) RATIO_MAX * Math.min(width, height)) {
            throw Refusal.field(ErrorCode.INVALID, "picture", "one side is over " + RATIO_MAX + " times the other");
        }
    }

    /** The first chunk must be IHDR: its size is at a fixed place. */
    private static PictureHeader png(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int length = in.readInt();
        int type = in.readInt();
        if (length != 13 || type != 0x49484452) {
            throw broken();
        }
        int width = in.readInt();
        int height = in.readInt();
        return still(width < 0 ? Integer.MAX_VALUE : width, height < 0 ? Integer.MAX_VALUE : height, 1);
    }

    /** RIFF: the first chunk is VP8, VP8L or VP8X, each with the size in its own place. */
    private static PictureHeader webp(DataInputStream in) throws IOException {
        in.skipNBytes(12);
        byte[] chunk = new byte[4];
        in.readFully(chunk);
        in.skipNBytes(4);
        byte[] head = new byte[10];
        in.readFully(head);
        return switch (new String(chunk, StandardCharsets.ISO_8859_1)) {
            case "VP8 " -> still(little(head, 6, 2) & 0x3fff, little(head, 8, 2) & 0x3fff, 1);
            case "VP8L" -> {
                int bits = little(head, 1, 4);
                yield still((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1, 1);
            }
            case "VP8X" -> still(little(head, 4, 3) + 1, little(head, 7, 3) + 1, 1);
            default -> throw broken();
        };
    }

    private static int little(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[from + i] & 0xff) << 8 * i;
        }
        return value;
    }
}
