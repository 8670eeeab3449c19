package weilu.account;

import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Gives a person a new password, and signs them out everywhere else. */
public final class ChangePassword {
    private final Db db;
    private final AccountStore accounts;
    private final SignIns signIns;
    private final Passwords passwords;
    private final AttemptLimits limits;

    /** The password that holds now, and the new one. */
    public record Request(String current, String password) {}

    public ChangePassword(
            Db db, AccountStore accounts, SignIns signIns, Passwords passwords, AttemptLimits limits) {
        this.db = db;
        this.accounts = accounts;
        this.signIns = signIns;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** Refuses WRONG_CREDENTIALS when the current password is wrong, FORBIDDEN for who has none. */
    public void change(SignedIn caller, Request request, Visit visit) {
        String password = Passwords.require("password", request.password());
        String old = db.inTransaction(tx -> accounts.passwordHash(tx, caller.account()))
                .orElseThrow(() -> Refusal.of(ErrorCode.FORBIDDEN, "a guest has no password; become a person first"));
        String counted = "account " + caller.account();
        limits.countSignIn(counted, visit.place());
        if (!passwords.matches(request.current(), old)) {
            throw Refusal.field(ErrorCode.WRONG_CREDENTIALS, "current", "the current password is wrong");
        }
        limits.forgiveSignIn(counted, visit.place());
        String hash = passwords.hash(password);
        db.useTransaction(tx -> {
            if (signIns.authenticate(tx, visit.token()).isEmpty()) {
                throw Refusal.of(ErrorCode.NOT_SIGNED_IN, "this sign-in has ended meanwhile");
            }
            accounts.setPassword(tx, caller.account(), hash);
            signIns.endOthers(tx, caller);
        });
    }
}
