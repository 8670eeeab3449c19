package weilu.room;

import java.util.regex.Pattern;
import weilu.account.DisplayNames;
import weilu.db.Tx;
import weilu.media.BlobHash;
import weilu.media.BlobRowStore;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What a room may be called and say of itself. */
public final class RoomText {
    public static final int TOPIC_CHARACTERS_MAX = 500;
    public static final int TITLE_CHARACTERS_MAX = 60;
    /** Control characters other than a new line, and what turns the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\n]]|[\u202A-\u202E\u2066-\u2069\u200E\u200F]");
    private static final Pattern PICTURE = Pattern.compile("[0-9a-f]{64}");

    private final DisplayNames names;
    private final BlobRowStore blobs;

    public RoomText(DisplayNames names, BlobRowStore blobs) {
        this.names = names;
        this.blobs = blobs;
    }

    String name(String given) {
        return names.require("name", given);
    }

    /** At most 500 characters of text in one or more lines; null is an empty topic. */
    String topic(String given) {
        String topic = given == null ? "" : given.replace("\r\n", "\n").strip();
        if (topic.codePointCount(0, topic.length()) > TOPIC_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "topic", "at most " + TOPIC_CHARACTERS_MAX + " characters");
        }
        if (UNSEEN.matcher(topic).find()) {
            throw Refusal.field(ErrorCode.INVALID, "topic", "has no control or direction-changing characters");
        }
        return topic;
    }

    /** What a conversation is about, in one line. */
    static String title(String given) {
        String title = given == null ? "" : given.strip();
        if (title.isEmpty() || title.codePointCount(0, title.length()) > TITLE_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "title", "1 to " + TITLE_CHARACTERS_MAX + " characters");
        }
        if (UNSEEN.matcher(title).find() || title.indexOf('\n') >= 0) {
            throw Refusal.field(ErrorCode.INVALID, "title", "is one line without direction-changing characters");
        }
        return title;
    }

    /** The content hash of an uploaded picture; null and empty are none. */
    String picture(Tx tx, String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (!PICTURE.matcher(given).matches() || blobs.profilePictureType(tx, new BlobHash(given)).isEmpty()) {
            throw Refusal.field(ErrorCode.INVALID, "picture", "there is no such picture here; upload it first");
        }
        return given;
    }
}
