package weilu.importing;

import java.util.Locale;

/** Words for what was attached and did not come along: a sign for its kind, which any reader knows, and its name. */
final class AttachmentNotes {
    static final String PICTURE = "🖼";
    static final String VIDEO = "🎬";
    static final String VOICE = "🎤";
    static final String MUSIC = "🎵";
    static final String FILE = "📎";
    static final String STICKER = "🏷";
    static final String PLACE = "📍";
    static final String CONTACT = "👤";
    static final String POLL = "📊";
    static final String FORWARDED = "↪";

    private static final int NAME_CHARACTERS_MAX = 200;

    private AttachmentNotes() {}

    static String of(String sign, String name) {
        if (name == null || name.isBlank()) {
            return sign;
        }
        String clean = CleanText.body(name).replace('\n', ' ');
        int cut = Math.min(clean.length(), NAME_CHARACTERS_MAX);
        if (cut < clean.length() && Character.isHighSurrogate(clean.charAt(cut - 1))) {
            cut--;
        }
        return sign + " " + clean.substring(0, cut);
    }

    /** The kind is known by the file name's ending. */
    static String ofFile(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String sign = switch (ending) {
            case "jpg", "jpeg", "png", "gif", "heic", "avif" -> PICTURE;
            case "webp" -> STICKER;
            case "mp4", "mov", "webm", "3gp", "mkv" -> VIDEO;
            case "opus", "ogg", "amr", "m4a" -> VOICE;
            case "mp3", "flac", "wav", "aac" -> MUSIC;
            case "vcf" -> CONTACT;
            default -> FILE;
        };
        return of(sign, fileName);
    }

    /** Both notes, either of which may be null. */
    static String join(String first, String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + " " + second;
    }
}
