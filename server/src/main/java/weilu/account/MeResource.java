package weilu.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** One's own account. */
@Path("/api/me")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MeResource {
    private final Caller caller;
    private final Db db;
    private final AccountStore accounts;
    private final ChangeProfile changeProfile;
    private final ChangePassword changePassword;
    private final UpgradeGuest upgradeGuest;
    private final Passkeys passkeys;

    public MeResource(
            Caller caller, Db db, AccountStore accounts, ChangeProfile changeProfile, ChangePassword changePassword,
            UpgradeGuest upgradeGuest, Passkeys passkeys) {
        this.caller = caller;
        this.db = db;
        this.accounts = accounts;
        this.changeProfile = changeProfile;
        this.changePassword = changePassword;
        this.upgradeGuest = upgradeGuest;
        this.passkeys = passkeys;
    }

    /** Also has the browser keep its sign-in for another 90 days. */
    @GET
    public Me me() {
        SignedIn mine = caller.require();
        caller.rememberOn();
        return shown(mine, db.inTransaction(tx -> accounts.find(tx, mine.account()))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_SIGNED_IN, "this account is gone")));
    }

    @PATCH
    public Me change(ChangeProfile.Request request) {
        SignedIn mine = caller.require();
        ChangeProfile.Request asked = Given.body(request);
        return shown(mine, db.inTransaction(tx -> changeProfile.change(tx, mine, asked)));
    }

    @PUT
    @Path("/password")
    public void changePassword(ChangePassword.Request request) {
        changePassword.change(caller.require(), Given.body(request), caller.visit());
    }

    @POST
    @Path("/upgrade")
    public Me upgrade(UpgradeGuest.Request request) {
        SignedIn mine = caller.require();
        return shown(mine, upgradeGuest.upgrade(mine, Given.body(request)));
    }

    private Me shown(SignedIn mine, Account account) {
        return Me.of(account, db.inTransaction(tx -> passkeys.count(tx, mine.account())));
    }
}
