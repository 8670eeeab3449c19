package weilu.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.db.Db;

/** Signing in and out. */
@Path("/api/sign-ins")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SignInsResource {
    private final Caller caller;
    private final Db db;
    private final SignIn signIn;
    private final SignIns signIns;
    private final Passkeys passkeys;

    public SignInsResource(Caller caller, Db db, SignIn signIn, SignIns signIns, Passkeys passkeys) {
        this.caller = caller;
        this.db = db;
        this.signIn = signIn;
        this.signIns = signIns;
        this.passkeys = passkeys;
    }

    @POST
    public Me signIn(SignIn.Request request) {
        return enter(signIn.signIn(Given.body(request), caller.visit()));
    }

    /** The body is an {@code AuthenticationResponseJSON} of WebAuthn. */
    @POST
    @Path("/passkey")
    public Me signInByPasskey(JsonNode assertion) {
        PasskeyOrigin origin = PasskeyOrigin.of(caller.origin());
        return enter(passkeys.signIn(Given.body(assertion).toString(), origin, caller.visit()));
    }

    @GET
    public List<SignInView> list() {
        SignedIn mine = caller.require();
        return db.inTransaction(tx -> signIns.list(tx, mine));
    }

    /** Signs out here. Without a sign-in there is nothing to do, and the cookie goes all the same. */
    @DELETE
    @Path("/current")
    public void signOut() {
        caller.find().ifPresent(mine -> db.useTransaction(tx -> signIns.end(tx, mine)));
        caller.forget();
    }

    /** Signs out everywhere. */
    @DELETE
    public void signOutEverywhere() {
        SignedIn mine = caller.require();
        db.useTransaction(tx -> signIns.endAll(tx, mine.account()));
        caller.forget();
    }

    @DELETE
    @Path("/{id: [0-9]{1,18}}")
    public void end(@PathParam("id") long id) {
        SignedIn mine = caller.require();
        db.useTransaction(tx -> signIns.end(tx, mine, id));
    }

    private Me enter(Entered entered) {
        caller.remember(entered.token());
        return Me.of(entered.account(), db.inTransaction(tx -> passkeys.count(tx, entered.account().id())));
    }
}
