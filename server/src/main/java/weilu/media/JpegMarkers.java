package weilu.media;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks a JPEG's markers: its size, how it is turned, and how many scans it has. */
final class JpegMarkers {
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int EXIF_ORIENTATION = 0x0112;

    private final DataInputStream in;
    private int width;
    private int height;
    private int orientation = 1;
    private int scans;

    JpegMarkers(DataInputStream in) {
        this.in = in;
    }

    PictureHeader header() throws IOException {
        in.skipNBytes(2);
        int marker = nextMarker();
        while (marker >= 0 && marker != END) {
            readSegment(marker);
            marker = nextMarker();
        }
        return PictureHeader.still(width, height, orientation);
    }

    /** Finds the next marker, over entropy-coded data too; -1 at the end of a file that was cut short. */
    private int nextMarker() throws IOException {
        int previous = in.read();
        int current = in.read();
        while (current >= 0) {
            boolean isMarker = previous == 0xff && current != 0 && current != 0xff && !isRestart(current);
            if (isMarker) {
                return current;
            }
            previous = current;
            current = in.read();
        }
        return -1;
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }

    private void readSegment(int marker) throws IOException {
        int length = in.readUnsignedShort() - 2;
        if (length < 0) {
            throw PictureHeader.broken();
        }
        byte[] segment = new byte[length];
        in.readFully(segment);
        if (isFrame(marker) && length >= 5) {
            if (width > 0) {
                throw PictureHeader.broken();
            }
            height = ByteBuffer.wrap(segment).getShort(1) & 0xffff;
            width = ByteBuffer.wrap(segment).getShort(3) & 0xffff;
        } else if (marker == APP1 && orientation == 1) {
            orientation = exifOrientation(segment);
        } else if (marker == START_OF_SCAN && ++scans > PictureHeader.SCANS_MAX) {
            throw PictureHeader.broken();
        }
    }

    /** SOF0 … SOF15, less the three codes among them that mean something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Exif is a small TIFF file; only the first directory's orientation matters. Anything odd means upright. */
    private static int exifOrientation(byte[] segment) {
        ByteBuffer exif = ByteBuffer.wrap(segment);
        if (segment.length < 14 || exif.getInt(0) != 0x45786966) {
            return 1;
        }
        ByteBuffer tiff = exif.slice(6, segment.length - 6);
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xffffffffL;
        if (directory + 2 > tiff.limit()) {
            return 1;
        }
        int entries = tiff.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > tiff.limit()) {
                return 1;
            }
            if ((tiff.getShort((int) entry) & 0xffff) == EXIF_ORIENTATION) {
                int value = tiff.getShort((int) entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
