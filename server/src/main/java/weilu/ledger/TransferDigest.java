package weilu.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over all that a transfer says: tells a repeat from another use of the same id, and what was changed since. */
final class TransferDigest {
    private static final int LONGEST = 20;

    private TransferDigest() {}

    static byte[] of(Transfer transfer) {
        StringBuilder text = new StringBuilder(256 + transfer.entries().size() * 2 * LONGEST);
        part(text, transfer.kind());
        part(text, transfer.reference());
        part(text, transfer.note());
        part(text, transfer.by());
        part(text, transfer.phase());
        part(text, transfer.settles());
        part(text, transfer.expiresAt());
        for (Entry entry : transfer.entries()) {
            text.append(entry.account().value()).append(' ').append(entry.amount()).append('\n');
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** With its length before it, so that no two different rows of parts read alike. */
    private static void part(StringBuilder text, Object part) {
        String words = part == null ? "" : part.toString();
        text.append(part == null ? -1 : words.length()).append(' ').append(words).append('\n');
    }
}
