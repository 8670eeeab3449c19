package weilu.media;

/**
 * A picture as the server wrote it, with its small twin; close it in any case.
 *
 * @param mediaType image/jpeg, image/png, or image/gif when it moves
 * @param width of {@code full}, pixels, upright
 */
public record Picture(
        IncomingBlob full, IncomingBlob thumbnail, String mediaType, String thumbnailType, int width, int height)
        implements AutoCloseable {
    @Override
    public void close() {
        full.close();
        thumbnail.close();
    }
}
