package weilu.account;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import weilu.account.PasskeyOptions.Descriptor;
import weilu.account.PasskeyOptions.Parameters;
import weilu.account.PasskeyVerifier.Asserted;
import weilu.account.PasskeyVerifier.Registered;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Passkeys: a second way in, which nobody can guess or be tricked out of. */
public final class Passkeys {
    public static final int PER_ACCOUNT_MAX = 20;
    public static final Duration CHALLENGE_TIME = Duration.ofMinutes(5);
    static final int LABEL_CHARACTERS_MAX = 60;
    private static final int CHALLENGE_BYTES = 32;
    private static final String TYPE = "public-key";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Db db;
    private final PasskeyStore store;
    private final AccountStore accounts;
    private final SignIns signIns;
    private final ServerDoor server;
    private final AttemptLimits limits;
    private final SecureRandom random;
    private final Clock clock;
    private PasskeyVerifier verifier;

    public Passkeys(
            Db db, PasskeyStore store, AccountStore accounts, SignIns signIns, ServerDoor server,
            AttemptLimits limits, SecureRandom random, Clock clock) {
        this.db = db;
        this.store = store;
        this.accounts = accounts;
        this.signIns = signIns;
        this.server = server;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
    }

    /** @param origin the page that asks; its host name is what the passkey will be for */
    public PasskeyOptions.Creation registrationOptions(Tx tx, SignedIn person, PasskeyOrigin origin) {
        Account account = accounts.lock(tx, person.account()).orElseThrow();
        requireRoom(tx, person.account());
        List<Descriptor> existing = store.credentialIds(tx, account.id()).stream()
                .map(id -> new Descriptor(TYPE, BASE64.encodeToString(id))).toList();
        return new PasskeyOptions.Creation(
                challenge(tx, account.id()),
                new PasskeyOptions.RelyingParty(origin.host(), server.settings(tx).name()),
                new PasskeyOptions.User(
                        BASE64.encodeToString(handle(account.id())), account.signInName(), account.displayName()),
                PasskeyVerifier.ALGORITHMS.stream().map(algorithm -> new Parameters(TYPE, algorithm)).toList(),
                CHALLENGE_TIME.toMillis(), existing,
                new PasskeyOptions.Selection("required", true, "preferred"), "none");
    }

    /** Refuses INVALID on {@code credential} for an answer that is not to one of our challenges to this person. */
    public PasskeyView register(SignedIn person, String credentialJson, String label, PasskeyOrigin origin) {
        String shown = LineOfText.require("label", label, 0, LABEL_CHARACTERS_MAX);
        byte[] challenge = verifier().challengeOfRegistration(credentialJson).orElseThrow(Passkeys::notRegistered);
        if (!takeChallenge(challenge, person.account())) {
            throw notRegistered();
        }
        Registered made = verifier().verifyRegistration(credentialJson, origin, challenge)
                .orElseThrow(Passkeys::notRegistered);
        return db.inTransaction(tx -> {
            accounts.lock(tx, person.account()).orElseThrow();
            requireRoom(tx, person.account());
            PasskeyStore.Stored stored = new PasskeyStore.Stored(0, person.account(), made.attested(),
                    made.signCount(), made.userVerified(), made.backupEligible(), made.backedUp());
            long id = store.insert(tx, stored, made.credentialId(), shown, clock.instant())
                    .orElseThrow(() -> Refusal.of(ErrorCode.CONFLICT, "this passkey is registered already"));
            return new PasskeyView(id, shown, clock.instant(), null);
        });
    }

    /** For anybody at the door; refuses RATE_LIMITED. */
    public PasskeyOptions.Request signInOptions(Tx tx, PasskeyOrigin origin, Visit visit) {
        limits.countChallenge(visit.place());
        return new PasskeyOptions.Request(
                challenge(tx, null), CHALLENGE_TIME.toMillis(), origin.host(), List.of(), "preferred");
    }

    /** Refuses WRONG_CREDENTIALS, whatever of the answer is wrong. */
    public Entered signIn(String credentialJson, PasskeyOrigin origin, Visit visit) {
        byte[] challenge = verifier().challengeOfAssertion(credentialJson).orElseThrow(Passkeys::notSignedIn);
        if (!takeChallenge(challenge, null)) {
            throw notSignedIn();
        }
        byte[] credentialId = verifier().credentialOfAssertion(credentialJson);
        return db.inTransaction(tx -> {
            PasskeyStore.Stored stored = store.lock(tx, credentialId).orElseThrow(Passkeys::notSignedIn);
            Asserted asserted = verifier().verifyAssertion(credentialJson, origin, challenge, stored)
                    .orElseThrow(Passkeys::notSignedIn);
            if (asserted.userHandle() != null && !Arrays.equals(asserted.userHandle(), handle(stored.account()))) {
                throw notSignedIn();
            }
            store.use(tx, stored.id(), asserted.signCount(), asserted.userVerified(), asserted.backedUp(),
                    clock.instant());
            signIns.authenticate(tx, visit.token()).ifPresent(before -> signIns.end(tx, before));
            Secret token = signIns.begin(tx, stored.account(), visit.client());
            return new Entered(accounts.find(tx, stored.account()).orElseThrow(), token);
        });
    }

    public List<PasskeyView> list(Tx tx, SignedIn caller) {
        return store.list(tx, caller.account());
    }

    public int count(Tx tx, AccountId account) {
        return store.count(tx, account);
    }

    public void rename(Tx tx, SignedIn caller, long id, String label) {
        String shown = LineOfText.require("label", label, 0, LABEL_CHARACTERS_MAX);
        if (!store.rename(tx, caller.account(), id, shown)) {
            throw unknown();
        }
    }

    public void delete(Tx tx, SignedIn caller, long id) {
        if (!store.delete(tx, caller.account(), id)) {
            throw unknown();
        }
    }

    private void requireRoom(Tx tx, AccountId account) {
        if (store.count(tx, account) >= PER_ACCOUNT_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "an account has at most " + PER_ACCOUNT_MAX + " passkeys");
        }
    }

    /** Made at first use: what is behind it takes a good part of a second to load, and most starts need none. */
    private synchronized PasskeyVerifier verifier() {
        if (verifier == null) {
            verifier = new PasskeyVerifier();
        }
        return verifier;
    }

    private String challenge(Tx tx, AccountId account) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        store.deleteExpiredChallenges(tx, clock.instant());
        store.insertChallenge(tx, challenge, account, clock.instant().plus(CHALLENGE_TIME));
        return BASE64.encodeToString(challenge);
    }

    /** In a transaction of its own: an answer that turns out wrong has used the challenge up all the same. */
    private boolean takeChallenge(byte[] challenge, AccountId account) {
        return db.inTransaction(tx -> store.takeChallenge(tx, challenge, account, clock.instant()));
    }

    private static byte[] handle(AccountId account) {
        return ByteBuffer.allocate(Long.BYTES).putLong(account.value()).array();
    }

    private static Refusal notRegistered() {
        return Refusal.field(ErrorCode.INVALID, "credential", "this is no valid answer to a challenge of ours");
    }

    private static Refusal notSignedIn() {
        return Refusal.of(ErrorCode.WRONG_CREDENTIALS, "this passkey does not let anybody in here");
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "there is no such passkey");
    }
}
