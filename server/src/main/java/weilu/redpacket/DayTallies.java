package weilu.redpacket;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import weilu.id.AccountId;

/** How much each person has opened and mistaken today, by the world's clock; each node counts for itself (RP9). */
final class DayTallies {
    static final int CLAIMED_MAX = 1_000;
    static final int WRONG_MAX = 30;

    private final Map<AccountId, Integer> claimed = new ConcurrentHashMap<>();
    private final Map<AccountId, Integer> wrong = new ConcurrentHashMap<>();
    private volatile LocalDate day = LocalDate.MIN;

    boolean isFull(AccountId account, Instant now) {
        turn(now);
        return claimed.getOrDefault(account, 0) >= CLAIMED_MAX || wrong.getOrDefault(account, 0) >= WRONG_MAX;
    }

    void claimed(AccountId account) {
        claimed.merge(account, 1, Integer::sum);
    }

    void wrong(AccountId account) {
        wrong.merge(account, 1, Integer::sum);
    }

    private void turn(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            claimed.clear();
            wrong.clear();
            day = today;
        }
    }
}
