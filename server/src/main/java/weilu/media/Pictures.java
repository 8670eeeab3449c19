package weilu.media;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import weilu.db.BoundedQueue;
import weilu.protocol.Refusal;

/** Writes pictures anew, after a look at their headers, so that nothing but pixels is kept. */
public final class Pictures {
    public static final int SIDE_PIXELS_SHOWN = 4_096;
    public static final int THUMBNAIL_SIDE_PIXELS = 480;
    public static final int PROFILE_SIDE_PIXELS = 256;
    /** Of all pictures decoded at a time, in millions; a larger picture waits until it is alone. */
    static final int SEEN_SIDE_PIXELS = 2_048;
    static final long SEEN_BYTES_MAX = 2L * 1024 * 1024;

    static final int DECODED_MEGAPIXELS_MAX = 16;
    static final long WEBP_PIXELS_MAX = 5_000_000;
    static final int GIF_FRAMES_MAX = 500;
    static final long GIF_PIXELS_MAX = 200_000_000;
    static final long GIF_BYTES_MAX = 8L * 1024 * 1024;
    /** Larger ones are read with lines and columns left out, so that at most 64 MB hold what was decoded. */
    private static final long DECODED_PIXELS_MAX = 16_800_000;
    private static final float JPEG_QUALITY = 0.86f;
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";

    private static final int WAITING_MAX = 64;

    private final BlobStore blobs;
    private final Semaphore decodes = new Semaphore(DECODED_MEGAPIXELS_MAX, true);

    public Pictures(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Pictures that wait to be decoded. */
    public BoundedQueue queue() {
        return new BoundedQueue("pictures", decodes::getQueueLength, WAITING_MAX);
    }

    /**
     * The picture to show in a room and its thumbnail; empty when it is fit only as a plain file (MD6).
     *
     * @throws Refusal INVALID when the picture is broken or beyond the limits
     */
    public Optional<Picture> forRoom(IncomingBlob upload) {
        Sniff.Kind kind = Sniff.of(upload.file());
        if (!kind.isPicture()) {
            return Optional.empty();
        }
        PictureHeader header = PictureHeader.read(upload.file(), kind);
        boolean moves = header.frames() > 1;
        if (moves && movesTooMuch(header, upload.bytes()) || isTooSlow(kind, header)) {
            return Optional.empty();
        }
        return Optional.of(inTurn(header, () -> {
            BufferedImage picture = decode(upload.file(), kind, header);
            return moves ? moving(upload, picture, header) : still(picture, kind);
        }));
    }

    /** Like {@link #forRoom}, for what an agent has made: a PNG says so in itself (MD13). */
    public Optional<Picture> generated(IncomingBlob upload, AiMark mark) {
        return forRoom(upload).map(picture -> picture.mediaType().equals(PNG)
                ? new Picture(marked(picture.full(), mark), picture.thumbnail(), picture.mediaType(),
                        picture.thumbnailType(), picture.width(), picture.height()) : picture);
    }

    private IncomingBlob marked(IncomingBlob plain, AiMark mark) {
        ScratchFile scratch = blobs.scratch();
        try (plain) {
            Files.write(scratch.file(), mark.onPng(Files.readAllBytes(plain.file())));
        } catch (IOException e) {
            scratch.close();
            throw BlobStore.unavailable();
        }
        return scratch.finish();
    }

    private static boolean movesTooMuch(PictureHeader header, long bytes) {
        return header.frames() > GIF_FRAMES_MAX || header.framePixels() > GIF_PIXELS_MAX || bytes > GIF_BYTES_MAX;
    }

    /** The WebP decoder in Java takes about a second and 35 MB for a million pixels. */
    private static boolean isTooSlow(Sniff.Kind kind, PictureHeader header) {
        return kind == Sniff.Kind.WEBP && header.framePixels() > WEBP_PIXELS_MAX;
    }

    /**
     * A picture that is shown in a room, for a model to look at: as it is when it is small enough, otherwise smaller; of a moving
     * one the first frame.
     *
     * @throws Refusal INVALID when it cannot be read
     */
    public PictureToSee toSee(Path shown) {
        Sniff.Kind kind = Sniff.of(shown);
        PictureHeader header = PictureHeader.read(shown, kind);
        boolean fits = Math.max(header.width(), header.height()) <= SEEN_SIDE_PIXELS && header.frames() == 1;
        try {
            if (fits && Files.size(shown) <= SEEN_BYTES_MAX) {
                return new PictureToSee(kind.mediaType(), Files.readAllBytes(shown));
            }
            return inTurn(header, () -> {
                BufferedImage small = Pixels.fit(decode(shown, kind, header), SEEN_SIDE_PIXELS);
                String type = typeFor(small, false);
                try (IncomingBlob encoded = encode(small, type)) {
                    return new PictureToSee(type, Files.readAllBytes(encoded.file()));
                } catch (IOException e) {
                    throw BlobStore.unavailable();
                }
            });
        } catch (IOException e) {
            throw BlobStore.unavailable();
        }
    }

    /** The square picture of a person or a room. @throws Refusal INVALID when it is none */
    public IncomingBlob forProfile(IncomingBlob upload) {
        Sniff.Kind kind = Sniff.of(upload.file());
        if (!kind.isPicture()) {
            throw PictureHeader.broken();
        }
        PictureHeader header = PictureHeader.read(upload.file(), kind);
        if (isTooSlow(kind, header)) {
            throw PictureHeader.broken();
        }
        return inTurn(header, () -> {
            BufferedImage square = Pixels.square(decode(upload.file(), kind, header), PROFILE_SIDE_PIXELS);
            return encode(square, typeFor(square, false));
        });
    }

    /** Bounds the memory that decoded pictures take (MD7). */
    private <T> T inTurn(PictureHeader header, Supplier<T> work) {
        long pixels = (long) header.width() * header.height();
        int megapixels = Math.clamp(pixels / 1_000_000, 1, DECODED_MEGAPIXELS_MAX);
        if (decodes.getQueueLength() >= WAITING_MAX) {
            throw BlobStore.unavailable();
        }
        decodes.acquireUninterruptibly(megapixels);
        try {
            return work.get();
        } finally {
            decodes.release(megapixels);
        }
    }

    private Picture still(BufferedImage picture, Sniff.Kind kind) {
        String type = typeFor(picture, kind == Sniff.Kind.PNG || kind == Sniff.Kind.GIF);
        IncomingBlob full = encode(picture, type);
        return withThumbnail(full, picture, type, picture.getWidth(), picture.getHeight());
    }

    private Picture moving(IncomingBlob upload, BufferedImage first, PictureHeader header) {
        ScratchFile scratch = blobs.scratch();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(upload.file())));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(scratch.file()))) {
            GifBlocks.copy(in, out);
        } catch (IOException e) {
            scratch.close();
            throw BlobStore.unavailable();
        }
        return withThumbnail(scratch.finish(), first, "image/gif", header.width(), header.height());
    }

    private Picture withThumbnail(IncomingBlob full, BufferedImage picture, String type, int width, int height) {
        try {
            BufferedImage small = Pixels.fit(picture, THUMBNAIL_SIDE_PIXELS);
            String smallType = typeFor(small, false);
            return new Picture(full, encode(small, smallType), type, smallType, width, height);
        } catch (RuntimeException e) {
            full.close();
            throw e;
        }
    }

    private static String typeFor(BufferedImage picture, boolean sharp) {
        return sharp || picture.getColorModel().hasAlpha() ? PNG : JPEG;
    }

    private BufferedImage decode(Path file, Sniff.Kind kind, PictureHeader header) {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(kind);
            try {
                reader.setInput(in, true, true);
                BufferedImage decoded = reader.read(0, leaveOut(reader, header));
                return Pixels.upright(decoded, header.orientation(), SIDE_PIXELS_SHOWN);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Decoders answer broken pictures with any kind of exception; none of them is ours.
            throw PictureHeader.broken();
        }
    }

    private static ImageReadParam leaveOut(ImageReader reader, PictureHeader header) {
        ImageReadParam param = reader.getDefaultReadParam();
        int step = 1;
        while ((long) header.width() * header.height() / ((long) step * step) > DECODED_PIXELS_MAX) {
            step++;
        }
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    /** Named, not looked up: what else is on the class path must not decide who reads strangers' pictures. */
    private static ImageReader reader(Sniff.Kind kind) throws IOException {
        return switch (kind) {
            case JPEG -> jpegReader();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance();
            case PNG, GIF -> first(ImageIO.getImageReadersByFormatName(kind.name()));
            default -> throw PictureHeader.broken();
        };
    }

    /** It reads more kinds of JPEG than Java's own, on which it rests and which it finds when it is registered. */
    private static ImageReader jpegReader() throws IOException {
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return provider.createReaderInstance();
    }

    private IncomingBlob encode(BufferedImage picture, String type) {
        ImageWriter writer = first(ImageIO.getImageWritersByMIMEType(type));
        ScratchFile scratch = blobs.scratch();
        try (ImageOutputStream out = new FileImageOutputStream(scratch.file().toFile())) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (type.equals(JPEG)) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } catch (IOException e) {
            scratch.close();
            throw BlobStore.unavailable();
        } finally {
            writer.dispose();
        }
        return scratch.finish();
    }

    private static <T> T first(Iterator<T> readersOrWriters) {
        if (!readersOrWriters.hasNext()) {
            throw new IllegalStateException("this Java has no codec for PNG, GIF or JPEG");
        }
        return readersOrWriters.next();
    }
}
