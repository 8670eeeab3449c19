package weilu.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Who is signed in where. The token is known to the browser alone; the server keeps its hash. */
public final class SignIns {
    /** A sign-in that is not used for so long ends by itself. */
    public static final Duration IDLE_MAX = Duration.ofDays(90);
    /** So often at most is it written down that a sign-in was used. */
    static final Duration SEEN_STEP = Duration.ofMinutes(1);
    static final int PER_ACCOUNT_MAX = 50;
    static final int CLIENT_CHARACTERS_MAX = 200;

    private final SignInStore store;
    private final SignInsEnded ended;
    private final SecureRandom random;
    private final Clock clock;

    public SignIns(SignInStore store, SignInsEnded ended, SecureRandom random, Clock clock) {
        this.store = store;
        this.ended = ended;
        this.random = random;
        this.clock = clock;
    }

    /** Signs the account in; the secret goes to the client and is never seen again here. */
    public Secret begin(Tx tx, AccountId account, String client) {
        Secret token = Secret.fresh(random);
        Instant now = clock.instant();
        store.insert(tx, token.hash(), account, shown(client), now, now.plus(IDLE_MAX));
        tellEnded(tx, store.deleteBeyond(tx, account, PER_ACCOUNT_MAX));
        return token;
    }

    /** Whose token this is, while it holds; null and nonsense are nobody's. */
    public Optional<SignedIn> authenticate(Tx tx, String token) {
        return token == null ? Optional.empty() : Optional.ofNullable(authenticate(tx, List.of(token)).get(token));
    }

    /** Like {@link #authenticate(Tx, String)} for many; those that are nobody's are left out. */
    public Map<String, SignedIn> authenticate(Tx tx, Collection<String> tokens) {
        Map<SecretHash, String> possible = new HashMap<>();
        tokens.stream().filter(Secret::isPossible).forEach(token -> possible.put(new Secret(token).hash(), token));
        if (possible.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        List<SignInStore.Found> found = store.find(tx, possible.keySet(), now);
        List<SecretHash> unseen = found.stream().filter(one -> !one.seenAt().plus(SEEN_STEP).isAfter(now))
                .map(SignInStore.Found::token).toList();
        if (!unseen.isEmpty()) {
            store.see(tx, unseen, now, now.plus(IDLE_MAX));
        }
        return found.stream().collect(Collectors.toMap(one -> possible.get(one.token()),
                one -> new SignedIn(one.accountId(), one.kind(), one.serverAdmin(), one.token())));
    }

    /** Those of these sign-ins that hold at this moment, and whose they are. */
    public Map<SecretHash, AccountId> holding(Tx tx, Collection<SecretHash> tokens) {
        return store.find(tx, tokens, clock.instant()).stream()
                .collect(Collectors.toMap(SignInStore.Found::token, SignInStore.Found::accountId));
    }

    /** All sign-ins of the caller's account, latest seen first. */
    public List<SignInView> list(Tx tx, SignedIn caller) {
        return store.list(tx, caller.account(), clock.instant()).stream()
                .map(it -> new SignInView(it.id(), it.client(), it.createdAt(), it.seenAt(),
                        it.token().equals(caller.token())))
                .toList();
    }

    /** Signs out here. */
    public void end(Tx tx, SignedIn caller) {
        if (store.delete(tx, caller.token())) {
            tellEnded(tx, List.of(caller.token()));
        }
    }

    /** Ends one of the caller's own sign-ins; refuses NOT_FOUND for anyone else's. */
    public void end(Tx tx, SignedIn caller, long id) {
        SecretHash token = store.delete(tx, caller.account(), id)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such sign-in"));
        tellEnded(tx, List.of(token));
    }

    /** Signs the account out everywhere. */
    public void endAll(Tx tx, AccountId account) {
        store.deleteAll(tx, account);
        ended.accountSignedOut(tx, account);
    }

    /** Signs the caller's account out everywhere but here. */
    public void endOthers(Tx tx, SignedIn caller) {
        tellEnded(tx, store.deleteOthers(tx, caller.account(), caller.token()));
    }

    /** Removes sign-ins that are over; to be called now and then. Returns how many. */
    public int forgetExpired(Tx tx) {
        return store.deleteExpired(tx, clock.instant());
    }

    private void tellEnded(Tx tx, List<SecretHash> tokens) {
        tokens.forEach(token -> ended.signInEnded(tx, token));
    }

    private static String shown(String client) {
        if (client == null) {
            return "";
        }
        String plain = client.replaceAll("[^\\x20-\\x7e]", "");
        return plain.substring(0, Math.min(plain.length(), CLIENT_CHARACTERS_MAX));
    }
}
