package weilu.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A passkey in plain Java: answers challenges as a browser with an authenticator would (ES256, attestation none). */
public final class SoftwareAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final byte[] credentialId = new byte[32];
    private final String origin;
    private final String rpId;
    private byte[] userHandle;
    private int counter;

    public SoftwareAuthenticator(String origin, String rpId) {
        this.origin = origin;
        this.rpId = rpId;
        new SecureRandom().nextBytes(credentialId);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A {@code RegistrationResponseJSON} for the challenge. */
    public ObjectNode register(String challenge, String userId) {
        userHandle = Base64.getUrlDecoder().decode(userId);
        byte[] clientData = clientData("webauthn.create", challenge);
        byte[] authenticatorData = concat(authenticatorData(PRESENT | VERIFIED | ATTESTED), new byte[16],
                ByteBuffer.allocate(2).putShort((short) credentialId.length).array(), credentialId, coseKey());
        byte[] attestation = concat(hex("a3"), text("fmt"), text("none"), text("attStmt"), hex("a0"),
                text("authData"), hex("59"), ByteBuffer.allocate(2).putShort((short) authenticatorData.length).array(),
                authenticatorData);
        ObjectNode response = JsonNodeFactory.instance.objectNode()
                .put("clientDataJSON", BASE64.encodeToString(clientData))
                .put("attestationObject", BASE64.encodeToString(attestation));
        return credential(response);
    }

    /** An {@code AuthenticationResponseJSON} for the challenge; the counter grows with each. */
    public ObjectNode signIn(String challenge) {
        counter++;
        return signInWithCounter(challenge, counter);
    }

    /** As a copy of the passkey would answer that was made when the counter stood lower. */
    public ObjectNode signInWithCounter(String challenge, int claimed) {
        counter = claimed;
        byte[] clientData = clientData("webauthn.get", challenge);
        byte[] authenticatorData = authenticatorData(PRESENT | VERIFIED);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(concat(authenticatorData, sha256(clientData)));
            ObjectNode response = JsonNodeFactory.instance.objectNode()
                    .put("clientDataJSON", BASE64.encodeToString(clientData))
                    .put("authenticatorData", BASE64.encodeToString(authenticatorData))
                    .put("signature", BASE64.encodeToString(signature.sign()))
                    .put("userHandle", BASE64.encodeToString(userHandle));
            return credential(response);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode credential(ObjectNode response) {
        ObjectNode credential = JsonNodeFactory.instance.objectNode()
                .put("id", BASE64.encodeToString(credentialId)).put("rawId", BASE64.encodeToString(credentialId))
                .put("type", "public-key").put("authenticatorAttachment", "platform");
        credential.set("response", response);
        credential.set("clientExtensionResults", JsonNodeFactory.instance.objectNode());
        return credential;
    }

    private byte[] clientData(String type, String challenge) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("challenge", challenge)
                .put("origin", origin).put("crossOrigin", false).toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int flags) {
        return concat(sha256(rpId.getBytes(StandardCharsets.UTF_8)), new byte[] {(byte) flags},
                ByteBuffer.allocate(4).putInt(counter).array());
    }

    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return concat(hex("a5010203262001215820"), coordinate(key.getW().getAffineX()), hex("225820"),
                coordinate(key.getW().getAffineY()));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return padded;
    }

    private static byte[] text(String text) {
        return concat(new byte[] {(byte) (0x60 + text.length())}, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
