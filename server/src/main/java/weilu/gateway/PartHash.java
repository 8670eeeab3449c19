package weilu.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import weilu.id.TurnId;

/** What the ledger keeps of a part of which it keeps no words: who has the words and the turn can show that they are the same. */
final class PartHash {
    private PartHash() {}

    /** SHA-256, in hex, of the turn's id, a line feed and the part's text in UTF-8. */
    static String of(TurnId turn, String text) {
        try {
            byte[] salted = (turn + "\n" + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(salted));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
