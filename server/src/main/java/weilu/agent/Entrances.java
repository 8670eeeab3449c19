package weilu.agent;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The entrances of agents. Each agent has one from the first time it is asked for. */
public final class Entrances {
    static final int ATTEMPTS_MAX = 50;
    private static final long LEAST = 100_000_000L;
    private static final long BOUND = 1_000_000_000L;

    private final RandomGenerator random;
    private final Clock clock;
    private final EntranceStore store = new EntranceStore();

    public Entrances(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    public Entrance of(Tx tx, AccountId agent) {
        return store.of(tx, agent).orElseGet(() -> renew(tx, agent));
    }

    /** A new number; the old one leads nowhere from now on. */
    public Entrance renew(Tx tx, AccountId agent) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (store.open(tx, agent, random.nextLong(LEAST, BOUND), clock.instant())) {
                return store.of(tx, agent).orElseThrow();
            }
        }
        throw Refusal.of(ErrorCode.UNAVAILABLE, "no free number was found; try again");
    }

    public Entrance setClosed(Tx tx, AccountId agent, boolean closed) {
        of(tx, agent);
        store.setClosed(tx, agent, closed);
        return store.of(tx, agent).orElseThrow();
    }

    public Optional<Entrance> find(Tx tx, long number) {
        return store.find(tx, number);
    }
}
