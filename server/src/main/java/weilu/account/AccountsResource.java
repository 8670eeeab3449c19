package weilu.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Making an account. */
@Path("/api/accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AccountsResource {
    private final Caller caller;
    private final SignUp signUp;

    public AccountsResource(Caller caller, SignUp signUp) {
        this.caller = caller;
        this.signUp = signUp;
    }

    @POST
    public Me signUp(SignUp.Request request) {
        Entered entered = signUp.signUp(Given.body(request), caller.visit());
        caller.remember(entered.token());
        return Me.of(entered.account(), 0);
    }
}
