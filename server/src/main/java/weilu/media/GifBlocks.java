package weilu.media;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Walks a GIF's blocks without decoding one, and copies those that make the picture: frames, their delays, the loop.
 * Comments, texts, other applications' blocks and whatever follows the trailer are left out.
 */
final class GifBlocks {
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;
    private static final String LOOP = "NETSCAPE2.0";

    private final DataInputStream in;
    private final OutputStream out;
    private int width;
    private int height;
    private int frames;
    private long framePixels;

    private GifBlocks(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    static PictureHeader header(DataInputStream in) throws IOException {
        return new GifBlocks(in, OutputStream.nullOutputStream()).walk();
    }

    /** Writes the picture and nothing else of the file. */
    static void copy(DataInputStream in, OutputStream out) throws IOException {
        new GifBlocks(in, out).walk();
    }

    private PictureHeader walk() throws IOException {
        byte[] start = take(13);
        out.write(start);
        width = little(start, 6);
        height = little(start, 8);
        copyColors(start[10]);
        int block = in.read();
        while (block == IMAGE || block == EXTENSION) {
            if (block == IMAGE) {
                copyFrame();
            } else {
                copyExtension();
            }
            block = in.read();
        }
        if (frames == 0) {
            throw PictureHeader.broken();
        }
        out.write(TRAILER);
        return new PictureHeader(width, height, 1, frames, framePixels);
    }

    private void copyFrame() throws IOException {
        byte[] descriptor = take(9);
        int frameWidth = little(descriptor, 4);
        int frameHeight = little(descriptor, 6);
        boolean inside = little(descriptor, 0) + frameWidth <= width && little(descriptor, 2) + frameHeight <= height;
        if (!inside) {
            throw PictureHeader.broken();
        }
        frames++;
        framePixels += (long) frameWidth * frameHeight;
        out.write(IMAGE);
        out.write(descriptor);
        copyColors(descriptor[8]);
        out.write(take(1));
        copyData(out);
    }

    private void copyExtension() throws IOException {
        int label = in.readUnsignedByte();
        if (label == GRAPHIC_CONTROL) {
            out.write(EXTENSION);
            out.write(label);
            copyData(out);
            return;
        }
        if (label != APPLICATION) {
            copyData(OutputStream.nullOutputStream());
            return;
        }
        byte[] name = take(in.readUnsignedByte());
        if (!LOOP.equals(new String(name, StandardCharsets.ISO_8859_1))) {
            copyData(OutputStream.nullOutputStream());
            return;
        }
        ByteArrayOutputStream loop = new ByteArrayOutputStream();
        copyData(loop);
        boolean isLoop = loop.size() == 5;
        if (isLoop) {
            out.write(EXTENSION);
            out.write(APPLICATION);
            out.write(name.length);
            out.write(name);
            loop.writeTo(out);
        }
    }

    /** A colour table follows when the flags say so: 3 × 2^(n+1) bytes. */
    private void copyColors(byte flags) throws IOException {
        if ((flags & 0x80) != 0) {
            out.write(take(3 << (flags & 7) + 1));
        }
    }

    /** Sub-blocks, each with its length before it, up to an empty one. */
    private void copyData(OutputStream to) throws IOException {
        int length = in.readUnsignedByte();
        while (length > 0) {
            to.write(length);
            to.write(take(length));
            length = in.readUnsignedByte();
        }
        to.write(0);
    }

    private byte[] take(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    private static int little(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }
}
