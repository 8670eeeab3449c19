package weilu.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import weilu.db.BoundedQueue;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * Hashes and checks passwords with Argon2id. Slow on purpose, so call it outside of transactions; few run at a time, so
 * that a crowd at the door takes neither all memory nor all processors.
 */
public final class Passwords {
    public static final int CHARACTERS_MIN = 8;
    public static final int CHARACTERS_MAX = 256;
    static final int WAIT_SECONDS_MAX = 5;
    private static final int WAITING_MAX = 256;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final PasswordCost cost;
    private final SecureRandom random;
    private final Semaphore running;
    private final String nobodysHash;

    /** @param atOnceMax how many hashes are computed at the same time; the others wait */
    public Passwords(PasswordCost cost, int atOnceMax, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        running = new Semaphore(atOnceMax);
        // Of no password: made of random bytes, for a real one would cost each start a hash and its memory.
        nobodysHash = "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s".formatted(
                cost.memoryKibibytes(), cost.passes(), randomText(SALT_BYTES), randomText(HASH_BYTES));
    }

    /** The password in the form that is hashed. Refuses INVALID, naming the field, when it is too short or too long. */
    public static String require(String field, String password) {
        if (password != null && password.length() <= 2 * CHARACTERS_MAX) {
            String composed = compose(password);
            int length = composed.codePointCount(0, composed.length());
            if (length >= CHARACTERS_MIN && length <= CHARACTERS_MAX) {
                return composed;
            }
        }
        throw Refusal.field(ErrorCode.INVALID, field,
                "a password has " + CHARACTERS_MIN + " to " + CHARACTERS_MAX + " characters");
    }

    /** Those who wait for their password to be hashed. */
    public BoundedQueue queue() {
        return new BoundedQueue("passwords", running::getQueueLength, WAITING_MAX);
    }

    /** @return the hash with its salt and cost, in the usual {@code $argon2id$…} form */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return oneOfFew(() -> Password.hash(compose(password)).addSalt(salt).with(function()).getResult());
    }

    public boolean matches(String password, String hash) {
        if (password == null || password.length() > 2 * CHARACTERS_MAX) {
            return matchesNobody("");
        }
        return oneOfFew(() -> Password.check(compose(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** False after as long as a real check takes, so that time does not tell which names exist. */
    public boolean matchesNobody(String password) {
        String bounded = password == null || password.length() > 2 * CHARACTERS_MAX ? "" : password;
        oneOfFew(() -> Password.check(compose(bounded), nobodysHash).with(function()));
        return false;
    }

    /** The library keeps one of each cost, and with it the memory of a hash; so not before the first password. */
    private Argon2Function function() {
        return Argon2Function.getInstance(cost.memoryKibibytes(), cost.passes(), 1, HASH_BYTES, Argon2.ID);
    }

    private String randomText(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getEncoder().withoutPadding().encodeToString(drawn);
    }

    /** The same password typed on another keyboard is the same password. */
    private static String compose(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T oneOfFew(Supplier<T> work) {
        if (running.getQueueLength() >= WAITING_MAX) {
            throw Refusal.of(ErrorCode.UNAVAILABLE, "too many people are signing in at once");
        }
        try {
            if (!running.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw Refusal.of(ErrorCode.UNAVAILABLE, "too many people are signing in at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(ErrorCode.UNAVAILABLE, "the server is stopping");
        }
        try {
            return work.get();
        } finally {
            running.release();
        }
    }
}
