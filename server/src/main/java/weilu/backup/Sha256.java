package weilu.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of what passes by. */
final class Sha256 {
    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Sha256 add(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
        return this;
    }

    Sha256 add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    /** In lower-case hex; begins anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
