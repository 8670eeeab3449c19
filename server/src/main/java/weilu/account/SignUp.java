package weilu.account;

import java.time.Clock;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Makes a person's account and signs them in. Opens its own transactions, because hashing must not hold one. */
public final class SignUp {
    private final Db db;
    private final AccountStore accounts;
    private final SignIns signIns;
    private final SignUpRules rules;
    private final ProfileRules profiles;
    private final Passwords passwords;
    private final AttemptLimits limits;
    private final PersonBegan begins;
    private final Clock clock;

    /**
     * What a person says of themselves at the door.
     *
     * @param displayName absent: the name as it was typed
     * @param invitation the secret of an invitation to the server, or null
     * @param setup the one-time token of the start-up log, or null
     */
    public record Request(
            String name, String password, String displayName, String language, String timeZone, String invitation,
            String setup) {}

    public SignUp(
            Db db, AccountStore accounts, SignIns signIns, SignUpRules rules, ProfileRules profiles,
            Passwords passwords, AttemptLimits limits, PersonBegan begins, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.signIns = signIns;
        this.rules = rules;
        this.profiles = profiles;
        this.passwords = passwords;
        this.limits = limits;
        this.begins = begins;
        this.clock = clock;
    }

    /** Refuses INVALID, SIGN_UP_CLOSED, NAME_TAKEN, RATE_LIMITED; a refused sign-up leaves nothing behind. */
    public Entered signUp(Request request, Visit visit) {
        SignInName name = SignInName.require(request.name());
        String password = Passwords.require("password", request.password());
        String shown = request.displayName() == null ? request.name() : request.displayName();
        Profile profile = profiles.require(shown, request.language(), request.timeZone());
        limits.countNewAccount(visit.place());
        db.useTransaction(tx -> {
            rules.expect(tx, request.invitation(), request.setup());
            requireFree(tx, name);
        });
        String hash = passwords.hash(password);
        return db.inTransaction(tx -> {
            boolean admin = rules.use(tx, request.invitation(), request.setup());
            AccountId id = accounts.insertPerson(tx, name, hash, profile, admin, clock.instant())
                    .orElseThrow(() -> taken());
            begins.personBegan(tx, id);
            return enter(tx, id, visit);
        });
    }

    private Entered enter(Tx tx, AccountId id, Visit visit) {
        signIns.authenticate(tx, visit.token()).ifPresent(before -> signIns.end(tx, before));
        Secret token = signIns.begin(tx, id, visit.client());
        return new Entered(accounts.find(tx, id).orElseThrow(), token);
    }

    private void requireFree(Tx tx, SignInName name) {
        if (accounts.isNameTaken(tx, name)) {
            throw taken();
        }
    }

    static Refusal taken() {
        return Refusal.field(ErrorCode.NAME_TAKEN, "name", "someone else has this name");
    }
}
