package weilu.message;

import weilu.protocol.Attachment;

/** How much a member may upload, in bytes, by kind; settings of the server. */
public record AttachmentLimits(long pictureBytesMax, long fileBytesMax, long voiceBytesMax) {
    private static final long MB = 1024L * 1024;

    public static final AttachmentLimits USUAL = ofMegabytes(20, 50, 5);

    public static AttachmentLimits ofMegabytes(int picture, int file, int voice) {
        return new AttachmentLimits(picture * MB, file * MB, voice * MB);
    }

    /** The most any one upload may have. */
    public long mostBytes() {
        return Math.max(pictureBytesMax, Math.max(fileBytesMax, voiceBytesMax));
    }

    long bytesMax(Attachment.Kind kind) {
        return switch (kind) {
            case PICTURE -> pictureBytesMax;
            case FILE -> fileBytesMax;
            case VOICE -> voiceBytesMax;
        };
    }
}
