package weilu.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import weilu.protocol.Refusal;

/**
 * How often one may knock. Each limit is a bucket that refills steadily, so nothing is locked for ever; buckets are
 * forgotten when full again, and there are never more than {@link AttemptBuckets#BUCKETS_MAX} of a kind.
 */
public final class AttemptLimits {
    static final Duration KNOWN_PLACE_FOR = Duration.ofDays(90);

    /** So many at once, and all of them again after the time. */
    public record Allowance(int attempts, Duration refill) {}

    /**
     * @param place failed sign-ins from one network, whatever the names
     * @param nameAtPlace failed sign-ins for one name from one network
     * @param name failed sign-ins for one name from all networks where it never succeeded
     * @param newAccounts accounts and guests made from one network
     * @param challenges passkey challenges given to one network
     */
    public record Sizes(
            Allowance place, Allowance nameAtPlace, Allowance name, Allowance newAccounts, Allowance challenges) {
        public static final Sizes RECOMMENDED = new Sizes(
                new Allowance(40, Duration.ofMinutes(10)),
                new Allowance(8, Duration.ofMinutes(5)),
                new Allowance(40, Duration.ofMinutes(20)),
                new Allowance(30, Duration.ofHours(1)),
                new Allowance(60, Duration.ofMinutes(10)));
    }

    private final AttemptBuckets place;
    private final AttemptBuckets nameAtPlace;
    private final AttemptBuckets name;
    private final AttemptBuckets newAccounts;
    private final AttemptBuckets challenges;
    private final Cache<String, Boolean> knownPlaces;

    public AttemptLimits(Sizes sizes, Clock clock) {
        place = new AttemptBuckets(sizes.place(), clock);
        nameAtPlace = new AttemptBuckets(sizes.nameAtPlace(), clock);
        name = new AttemptBuckets(sizes.name(), clock);
        newAccounts = new AttemptBuckets(sizes.newAccounts(), clock);
        challenges = new AttemptBuckets(sizes.challenges(), clock);
        knownPlaces = Caffeine.newBuilder().maximumSize(AttemptBuckets.BUCKETS_MAX).ticker(new ForwardTime(clock)::nanos)
                .expireAfterWrite(KNOWN_PLACE_FOR).executor(Runnable::run).build();
    }

    /**
     * Counts an attempt to prove to be {@code who} before it is checked, so that many at once gain nothing. Refuses
     * RATE_LIMITED with the time of the next try. A network where this name came in before is not held up by what
     * strangers try elsewhere.
     */
    public void countSignIn(String who, String from) {
        String both = both(who, from);
        place.take(from);
        boolean known = knownPlaces.getIfPresent(both) != null;
        try {
            nameAtPlace.take(both);
        } catch (Refusal refusal) {
            place.giveBack(from);
            throw refusal;
        }
        if (!known) {
            try {
                name.take(who);
            } catch (Refusal refusal) {
                place.giveBack(from);
                nameAtPlace.giveBack(both);
                throw refusal;
            }
        }
    }

    /** The attempt was right after all: it does not count, and the network is known from now on. */
    public void forgiveSignIn(String who, String from) {
        String both = both(who, from);
        place.giveBack(from);
        nameAtPlace.giveBack(both);
        if (knownPlaces.getIfPresent(both) == null) {
            name.giveBack(who);
        }
        knownPlaces.put(both, Boolean.TRUE);
    }

    /** Counts a new account or guest from the network; refuses RATE_LIMITED. */
    public void countNewAccount(String from) {
        newAccounts.take(from);
    }

    void countChallenge(String from) {
        challenges.take(from);
    }

    private static String both(String who, String from) {
        return from + " " + who;
    }
}
