package weilu.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * External ids for files whose messages have none: a hash of what was said, by whom and when, and of how many equal
 * ones came before. Times are hashed as written, so a run with another time zone finds the same ids (IM5).
 */
final class ContentIds {
    /** Equal messages further apart than this many others count as one; equal ones come within the same minute. */
    private static final int REMEMBERED_MAX = 4_096;
    private static final int HASH_BYTES = 16;

    private final String format;
    private final MessageDigest digest;
    private final Map<String, Integer> occurrences = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    ContentIds(ImportFormat format) {
        this.format = format.word();
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String next(String name, String time, String content) {
        String hash = hash(name, time, content);
        int occurrence = occurrences.merge(hash, 1, Integer::sum);
        return format + ":" + (occurrence == 1 ? hash : hash + "-" + occurrence);
    }

    private String hash(String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }
}
