package weilu.account;

import java.time.Clock;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.MemberView.Kind;

/** Accounts without a name to sign in with: guests of one room, and agents. */
public final class Guests {
    private final AccountStore accounts;
    private final SignIns signIns;
    private final ProfileRules profiles;
    private final AttemptLimits limits;
    private final Clock clock;

    public Guests(
            AccountStore accounts, SignIns signIns, ProfileRules profiles, AttemptLimits limits, Clock clock) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.profiles = profiles;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Makes a guest and signs them in. The caller has checked that a room takes them, and makes them its member in the
     * same transaction. Refuses INVALID for a bad name, RATE_LIMITED for too many from one network.
     */
    public Entered create(Tx tx, String displayName, String language, String timeZone, Visit visit) {
        Profile profile = profiles.require(displayName, language, timeZone);
        limits.countNewAccount(visit.place());
        AccountId id = accounts.insertNameless(tx, Kind.GUEST, profile, clock.instant());
        Secret token = signIns.begin(tx, id, visit.client());
        return new Entered(accounts.find(tx, id).orElseThrow(), token);
    }

    /** Makes the account an agent acts by. Its name is the server's to choose, so it is taken as it is. */
    public AccountId createAgent(Tx tx, String displayName) {
        Profile profile = new Profile(displayName, ProfileRules.LANGUAGE_DEFAULT, ProfileRules.TIME_ZONE_DEFAULT);
        return accounts.insertNameless(tx, Kind.AGENT, profile, clock.instant());
    }
}
