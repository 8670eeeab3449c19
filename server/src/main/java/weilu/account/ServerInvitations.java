package weilu.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import weilu.db.Tx;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Invitations that let people sign up while the policy is "by invitation". Server admins make them. */
public final class ServerInvitations {
    public static final int USES_MAX = 1_000;
    public static final Duration VALID_MAX = Duration.ofDays(365);
    static final Duration VALID_DEFAULT = Duration.ofDays(7);
    static final int STANDING_MAX = 200;
    static final int NOTE_CHARACTERS_MAX = 100;

    private final ServerInvitationStore store;
    private final SecureRandom random;
    private final Clock clock;

    /** What was made: the secret is given this once. */
    public record Made(long id, String secret, String note, Instant createdAt, Instant expiresAt, int usesLeft) {}

    public ServerInvitations(ServerInvitationStore store, SecureRandom random, Clock clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /** An absent number of uses is one; an absent time is a week. */
    public Made make(Tx tx, SignedIn admin, String note, Integer uses, Long expiresInSeconds) {
        int allowed = uses == null ? 1 : uses;
        if (allowed < 1 || allowed > USES_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "uses", "an invitation has 1 to " + USES_MAX + " uses");
        }
        long seconds = expiresInSeconds == null ? VALID_DEFAULT.toSeconds() : expiresInSeconds;
        if (seconds < 1 || seconds > VALID_MAX.toSeconds()) {
            throw Refusal.field(ErrorCode.INVALID, "expiresInSeconds",
                    "an invitation holds for 1 to " + VALID_MAX.toSeconds() + " seconds");
        }
        String kept = LineOfText.require("note", note, 0, NOTE_CHARACTERS_MAX);
        Instant now = clock.instant();
        store.deleteSpent(tx, now);
        if (store.list(tx, now).size() >= STANDING_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "there are " + STANDING_MAX + " standing invitations already");
        }
        Secret secret = Secret.fresh(random);
        Instant expiresAt = now.plusSeconds(seconds);
        long id = store.insert(tx, secret.hash(), kept, admin.account(), now, expiresAt, allowed);
        return new Made(id, secret.text(), kept, now, expiresAt, allowed);
    }

    public List<ServerInvitation> list(Tx tx) {
        return store.list(tx, clock.instant());
    }

    public void revoke(Tx tx, long id) {
        if (!store.delete(tx, id)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no such invitation");
        }
    }

    boolean holds(Tx tx, String secret) {
        return Secret.isPossible(secret) && store.holds(tx, new Secret(secret).hash(), clock.instant());
    }

    /** Takes one use; refuses SIGN_UP_CLOSED when the invitation does not hold. */
    void use(Tx tx, String secret) {
        if (!Secret.isPossible(secret) || !store.use(tx, new Secret(secret).hash(), clock.instant())) {
            throw Refusal.field(ErrorCode.SIGN_UP_CLOSED, "invitation", "this invitation does not hold any more");
        }
    }
}
