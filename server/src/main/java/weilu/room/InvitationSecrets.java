package weilu.room;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The secrets in invitation links. A secret is 128 bits, derived from a random salt by the server's own key, which is not
 * in the database. Stored are the salt and the secret's hash: who reads the database alone can open no room, and the link
 * can still be shown again, as text or as a QR code. With another key old links go on working; they just cannot be shown.
 */
public final class InvitationSecrets {
    static final int SECRET_BYTES = 16;
    static final int SALT_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKey key;
    private final RandomGenerator random;

    /**
     * @param key for HmacSHA256
     * @param random a cryptographically strong source
     */
    public InvitationSecrets(SecretKey key, RandomGenerator random) {
        this.key = key;
        this.random = random;
    }

    /** What is stored of a secret. */
    record Stored(byte[] salt, byte[] hash) {}

    Stored draw() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Stored(salt, hash(derive(salt)));
    }

    /** The secret again, or empty when it was made with another key. */
    Optional<String> reveal(Stored stored) {
        String secret = derive(stored.salt());
        return MessageDigest.isEqual(hash(secret), stored.hash()) ? Optional.of(secret) : Optional.empty();
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String derive(byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("invitation".getBytes(StandardCharsets.US_ASCII));
            return ENCODER.encodeToString(Arrays.copyOf(mac.doFinal(salt), SECRET_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the invitation key must be usable for HmacSHA256", e);
        }
    }
}
