package weilu.account;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.List;
import java.util.Optional;

/** The one place that knows WebAuthn4J: checks what authenticators answered. An empty result is a wrong answer. */
final class PasskeyVerifier {
    /** In order of preference: EdDSA, ES256, RS256 (for Windows Hello). */
    static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);
    /** Longer answers are not read. */
    static final int ANSWER_CHARACTERS_MAX = 65_536;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attestedConverter = new AttestedCredentialDataConverter(converter);

    /** A passkey that was made for us. */
    record Registered(
            byte[] credentialId, byte[] attested, long signCount, boolean userVerified, boolean backupEligible,
            boolean backedUp) {}

    /** A signature of a passkey that holds. */
    record Asserted(byte[] userHandle, long signCount, boolean userVerified, boolean backedUp) {}

    Optional<byte[]> challengeOfRegistration(String json) {
        return parseRegistration(json).map(data -> data.getCollectedClientData().getChallenge().getValue());
    }

    Optional<Registered> verifyRegistration(String json, PasskeyOrigin origin, byte[] challenge) {
        List<PublicKeyCredentialParameters> allowed = ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(algorithm)))
                .toList();
        try {
            RegistrationData data = webAuthn.verify(parseRegistration(json).orElseThrow(),
                    new RegistrationParameters(property(origin, challenge), allowed, false, true));
            AuthenticatorData<?> authenticator = data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData attested = authenticator.getAttestedCredentialData();
            return Optional.of(new Registered(attested.getCredentialId(), attestedConverter.convert(attested),
                    authenticator.getSignCount(), authenticator.isFlagUV(), authenticator.isFlagBE(),
                    authenticator.isFlagBS()));
        } catch (VerificationException | DataConversionException wrong) {
            return Optional.empty();
        }
    }

    Optional<byte[]> challengeOfAssertion(String json) {
        return parseAssertion(json).map(data -> data.getCollectedClientData().getChallenge().getValue());
    }

    byte[] credentialOfAssertion(String json) {
        return parseAssertion(json).orElseThrow().getCredentialId();
    }

    Optional<Asserted> verifyAssertion(
            String json, PasskeyOrigin origin, byte[] challenge, PasskeyStore.Stored stored) {
        CredentialRecord record = new CredentialRecordImpl(new NoneAttestationStatement(), stored.userVerified(),
                stored.backupEligible(), stored.backedUp(), stored.signCount(),
                attestedConverter.convert(stored.attested()), null, null, null, null);
        try {
            AuthenticationData data = webAuthn.verify(parseAssertion(json).orElseThrow(),
                    new AuthenticationParameters(property(origin, challenge), record, null, false, true));
            AuthenticatorData<?> authenticator = data.getAuthenticatorData();
            return Optional.of(new Asserted(data.getUserHandle(), authenticator.getSignCount(),
                    authenticator.isFlagUV(), authenticator.isFlagBS()));
        } catch (VerificationException | DataConversionException wrong) {
            return Optional.empty();
        }
    }

    private Optional<RegistrationData> parseRegistration(String json) {
        if (json == null || json.length() > ANSWER_CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            RegistrationData data = webAuthn.parseRegistrationResponseJSON(json);
            boolean whole = data.getCollectedClientData() != null
                    && data.getCollectedClientData().getChallenge() != null && data.getAttestationObject() != null;
            return whole ? Optional.of(data) : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<AuthenticationData> parseAssertion(String json) {
        if (json == null || json.length() > ANSWER_CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            AuthenticationData data = webAuthn.parseAuthenticationResponseJSON(json);
            boolean whole = data.getCollectedClientData() != null && data.getCredentialId() != null
                    && data.getCollectedClientData().getChallenge() != null && data.getAuthenticatorData() != null;
            return whole ? Optional.of(data) : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static ServerProperty property(PasskeyOrigin origin, byte[] challenge) {
        return ServerProperty.builder().origin(new Origin(origin.origin())).rpId(origin.host())
                .challenge(new DefaultChallenge(challenge)).build();
    }
}
