package weilu.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A 64-bit digest of what the sender sent, to tell a retry from a reused id (MS1). */
final class ContentHash {
    private ContentHash() {}

    /** What was forwarded is told by its place: its words and its author's name may change between two tries. */
    static long of(Draft draft) {
        return draft.origin() == null ? digest(said(draft))
                : digest("forwarded\u0000" + draft.origin().place());
    }

    private static String said(Draft draft) {
        return draft.quote() + "\u0000" + draft.mentions() + "\u0000" + draft.attachments() + "\u0000"
                + draft.body() + (draft.about() == null ? "" : "\u0000" + draft.about())
                + (draft.brought() == null ? "" : "\u0000" + draft.brought());
    }

    private static long digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
