package weilu.account;

import java.util.List;

/** What a browser is asked to do with an authenticator, in the JSON forms of WebAuthn Level 3. */
public final class PasskeyOptions {
    private PasskeyOptions() {}

    /** {@code PublicKeyCredentialCreationOptionsJSON}; byte strings are base64url. */
    public record Creation(
            String challenge, RelyingParty rp, User user, List<Parameters> pubKeyCredParams, long timeout,
            List<Descriptor> excludeCredentials, Selection authenticatorSelection, String attestation) {}

    /** {@code PublicKeyCredentialRequestOptionsJSON}. */
    public record Request(
            String challenge, long timeout, String rpId, List<Descriptor> allowCredentials, String userVerification) {}

    /** This server. */
    public record RelyingParty(String id, String name) {}

    /** The account, for the authenticator to show and to keep. */
    public record User(String id, String name, String displayName) {}

    /** A kind of signature we can check. */
    public record Parameters(String type, int alg) {}

    /** A passkey by its credential id. */
    public record Descriptor(String type, String id) {}

    /** What the authenticator must be able to do. */
    public record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}
}
