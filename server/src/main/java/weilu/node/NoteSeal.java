package weilu.node;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what goes over a bus that is not ours by AES-256-GCM: others on it read nothing, and what they send is not believed.
 */
final class NoteSeal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param key of 32 bytes, the same on all nodes */
    NoteSeal(SecretKey key, SecureRandom random) {
        this.key = new SecretKeySpec(key.getEncoded(), "AES");
        this.random = random;
    }

    byte[] seal(Topic topic, String payload) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, topic).doFinal(payload.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot seal with AES-GCM", e);
        }
    }

    /** Empty when it was not sealed by a node of ours for this topic. */
    Optional<String> open(Topic topic, byte[] whole) {
        if (whole.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] payload = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES), topic)
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return Optional.of(new String(payload, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Topic topic) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(topic.channel().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
