package weilu.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that proves something by being known: a sign-in token, an invitation, the setup token. */
public record Secret(String text) {
    static final int BYTES = 32;
    /** Longer text is no secret of ours; it is not even hashed. */
    static final int CHARACTERS_MAX = 128;

    public Secret {
        if (text.isEmpty() || text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException("a secret has 1 to " + CHARACTERS_MAX + " characters");
        }
    }

    /** 256 random bits in URL-safe text. */
    public static Secret fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static boolean isPossible(String text) {
        return text != null && !text.isEmpty() && text.length() <= CHARACTERS_MAX;
    }

    /** What is stored instead of the secret. A slow hash is not needed: nobody guesses 256 bits. */
    public SecretHash hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return SecretHash.ofBytes(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret(not shown)";
    }
}
