package weilu.account;

import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Refusal;

/** Makes a guest a person: the same account, so that their messages stay theirs. */
public final class UpgradeGuest {
    private final Db db;
    private final AccountStore accounts;
    private final SignUpRules rules;
    private final Passwords passwords;
    private final ProfileChanged changed;
    private final PersonBegan begins;

    /** @param invitation the secret of an invitation to the server, or null; the sign-up policy holds for guests too */
    public record Request(String name, String password, String invitation) {}

    public UpgradeGuest(
            Db db, AccountStore accounts, SignUpRules rules, Passwords passwords, ProfileChanged changed,
            PersonBegan begins) {
        this.db = db;
        this.accounts = accounts;
        this.rules = rules;
        this.passwords = passwords;
        this.changed = changed;
        this.begins = begins;
    }

    /** Refuses INVALID, NAME_TAKEN, SIGN_UP_CLOSED; CONFLICT for who is a person already. */
    public Account upgrade(SignedIn caller, Request request) {
        SignInName name = SignInName.require(request.name());
        String password = Passwords.require("password", request.password());
        db.useTransaction(tx -> {
            rules.expect(tx, request.invitation(), null);
            requireGuest(accounts.find(tx, caller.account()).orElseThrow());
        });
        String hash = passwords.hash(password);
        return db.inTransaction(tx -> {
            requireGuest(accounts.lock(tx, caller.account()).orElseThrow());
            rules.use(tx, request.invitation(), null);
            if (!accounts.makePerson(tx, caller.account(), name, hash)) {
                throw SignUp.taken();
            }
            Account person = accounts.find(tx, caller.account()).orElseThrow();
            begins.personBegan(tx, person.id());
            changed.profileChanged(tx, person);
            return person;
        });
    }

    private static void requireGuest(Account account) {
        if (account.kind() != Kind.GUEST) {
            throw Refusal.of(ErrorCode.CONFLICT, "this account is a person's already");
        }
    }
}
