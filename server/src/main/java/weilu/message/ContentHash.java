package weilu.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A 64-bit digest of what the sender sent, to tell a retry from a reused id (MS1). */
final class ContentHash {
    private ContentHash() {}

    static long of(Draft draft) {
        String content = draft.quote() + "\u0000" + draft.mentions() + "\u0000" + draft.attachments() + "\u0000"
                + draft.body() + (draft.about() == null ? "" : "\u0000" + draft.about())
                + (draft.brought() == null ? "" : "\u0000" + draft.brought());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
