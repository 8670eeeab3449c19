package weilu.protocol;

import java.util.List;
import weilu.id.AttachmentId;

/**
 * A file, picture or voice message that came with a message.
 *
 * @param name the file's name as its sender had it, cleaned of paths and control characters
 * @param mediaType as sniffed by the server, never as claimed
 * @param bytes its size
 * @param width pixels, pictures only
 * @param height pixels, pictures only
 * @param seconds length rounded up, voice messages only
 * @param waveform up to 64 loudness values from 0 to 100, voice messages only
 */
public record Attachment(
        AttachmentId id, Kind kind, String name, String mediaType, long bytes,
        Integer width, Integer height, Integer seconds, List<Integer> waveform) {

    public enum Kind { PICTURE, FILE, VOICE }
}
