package weilu.message;

import weilu.protocol.Attachment;

/** How much a member may upload, in bytes, by kind; settings of the server. */
public record AttachmentLimits(long pictureBytesMax, long fileBytesMax, long voiceBytesMax) {
    private static final long MB = 1024L * 1024;

    public static final AttachmentLimits USUAL = new AttachmentLimits(20 * MB, 50 * MB, 5 * MB);

    long bytesMax(Attachment.Kind kind) {
        return switch (kind) {
            case PICTURE -> pictureBytesMax;
            case FILE -> fileBytesMax;
            case VOICE -> voiceBytesMax;
        };
    }
}
