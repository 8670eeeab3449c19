package weilu.account;

import java.util.Optional;
import weilu.account.AccountStore.Credentials;
import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Signs a person in by name and password. */
public final class SignIn {
    private final Db db;
    private final AccountStore accounts;
    private final SignIns signIns;
    private final Passwords passwords;
    private final AttemptLimits limits;

    /** What is asked for at the door. */
    public record Request(String name, String password) {}

    public SignIn(Db db, AccountStore accounts, SignIns signIns, Passwords passwords, AttemptLimits limits) {
        this.db = db;
        this.accounts = accounts;
        this.signIns = signIns;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** Refuses WRONG_CREDENTIALS alike, after as long, for an unknown name and a wrong password; or RATE_LIMITED. */
    public Entered signIn(Request request, Visit visit) {
        Optional<SignInName> name = SignInName.find(request.name());
        String counted = name.map(SignInName::folded).orElse("");
        limits.countSignIn(counted, visit.place());
        Optional<Credentials> known =
                name.flatMap(possible -> db.inTransaction(tx -> accounts.credentials(tx, possible)));
        boolean right = known.isPresent()
                ? passwords.matches(request.password(), known.get().passwordHash())
                : passwords.matchesNobody(request.password());
        if (!right) {
            throw Refusal.of(ErrorCode.WRONG_CREDENTIALS, "the name or the password is wrong");
        }
        limits.forgiveSignIn(counted, visit.place());
        return db.inTransaction(tx -> {
            signIns.authenticate(tx, visit.token()).ifPresent(before -> signIns.end(tx, before));
            Secret token = signIns.begin(tx, known.get().id(), visit.client());
            return new Entered(accounts.find(tx, known.get().id()).orElseThrow(), token);
        });
    }
}
