package weilu.knowledge;

import java.util.Collection;
import weilu.id.RoomId;

/**
 * The keys messages are indexed under (KN4): a 32-bit hash of the term, its room, and the stretch of the room it is in.
 * They are stored: another way of hashing needs another index.
 */
final class SearchKeys {
    static final int STRETCH_MESSAGES = 8192;

    private SearchKeys() {}

    /** Which stretch of its room a message is in. */
    static long stretch(long seq) {
        return seq / STRETCH_MESSAGES;
    }

    /** The keys as PostgreSQL writes an int[]. */
    static String of(RoomId room, long stretch, Collection<String> terms) {
        StringBuilder array = new StringBuilder(terms.size() * 12 + 2).append('{');
        for (String term : terms) {
            array.append(array.length() > 1 ? "," : "").append(of(room, stretch, term));
        }
        return array.append('}').toString();
    }

    static int of(RoomId room, long stretch, String term) {
        long hash = mix(room.value() * 0x9E3779B97F4A7C15L + stretch);
        for (int i = 0; i < term.length(); i++) {
            hash = (hash ^ term.charAt(i)) * 0x100000001B3L;
        }
        return (int) mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
