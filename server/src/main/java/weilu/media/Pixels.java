package weilu.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Turns and shrinks decoded pictures. */
final class Pixels {
    private Pixels() {}

    /** The picture in sRGB, no side longer than asked, turned upright by its EXIF orientation. */
    static BufferedImage upright(BufferedImage decoded, int orientation, int sidePixelsMax) {
        BufferedImage small = fit(decoded, sidePixelsMax);
        if (orientation == 1) {
            return small;
        }
        boolean sideways = orientation >= 5;
        int width = sideways ? small.getHeight() : small.getWidth();
        int height = sideways ? small.getWidth() : small.getHeight();
        BufferedImage turned = like(small, width, height);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawRenderedImage(small, turn(orientation, small.getWidth(), small.getHeight()));
        graphics.dispose();
        return turned;
    }

    /** The picture with no side longer than asked; never larger than it was. */
    static BufferedImage fit(BufferedImage picture, int sidePixelsMax) {
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        double scale = Math.min(1.0, (double) sidePixelsMax / longest);
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        return shrink(picture, width, height);
    }

    /** The middle of the picture as a square. */
    static BufferedImage square(BufferedImage picture, int sidePixels) {
        int side = Math.min(picture.getWidth(), picture.getHeight());
        int x = (picture.getWidth() - side) / 2;
        int y = (picture.getHeight() - side) / 2;
        return shrink(picture.getSubimage(x, y, side, side), sidePixels, sidePixels);
    }

    /** Halves until the last step, so that no pixel is skipped, as a single bilinear step would. */
    private static BufferedImage shrink(BufferedImage picture, int width, int height) {
        BufferedImage current = picture;
        int w = picture.getWidth();
        int h = picture.getHeight();
        do {
            w = Math.max(width, (w + 1) / 2);
            h = Math.max(height, (h + 1) / 2);
            current = draw(current, w, h);
        } while (w != width || h != height);
        return current;
    }

    private static BufferedImage draw(BufferedImage picture, int width, int height) {
        BufferedImage drawn = like(picture, width, height);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    private static BufferedImage like(BufferedImage picture, int width, int height) {
        boolean alpha = picture.getColorModel().hasAlpha();
        return new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    }

    /** EXIF: 2 mirrored, 3 upside down, 4 both, 5 and 7 mirrored and turned, 6 and 8 turned. */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
