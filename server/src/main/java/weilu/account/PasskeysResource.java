package weilu.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** One's passkeys. */
@Path("/api/passkeys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PasskeysResource {
    private final Caller caller;
    private final Db db;
    private final Passkeys passkeys;

    /** A new name for a passkey. */
    public record Label(String label) {}

    public PasskeysResource(Caller caller, Db db, Passkeys passkeys) {
        this.caller = caller;
        this.db = db;
        this.passkeys = passkeys;
    }

    @POST
    @Path("/registration-options")
    public PasskeyOptions.Creation registrationOptions() {
        SignedIn person = caller.requirePerson();
        PasskeyOrigin origin = PasskeyOrigin.of(caller.origin());
        return db.inTransaction(tx -> passkeys.registrationOptions(tx, person, origin));
    }

    /** The body is a {@code RegistrationResponseJSON} of WebAuthn with a {@code label} beside. */
    @POST
    public PasskeyView register(JsonNode body) {
        SignedIn person = caller.requirePerson();
        if (!(Given.body(body) instanceof ObjectNode credential)) {
            throw Refusal.of(ErrorCode.MALFORMED, "a JSON object is needed");
        }
        JsonNode label = credential.remove("label");
        return passkeys.register(person, credential.toString(), label == null ? null : label.asText(),
                PasskeyOrigin.of(caller.origin()));
    }

    @POST
    @Path("/sign-in-options")
    public PasskeyOptions.Request signInOptions() {
        PasskeyOrigin origin = PasskeyOrigin.of(caller.origin());
        return db.inTransaction(tx -> passkeys.signInOptions(tx, origin, caller.visit()));
    }

    @GET
    public List<PasskeyView> list() {
        SignedIn mine = caller.require();
        return db.inTransaction(tx -> passkeys.list(tx, mine));
    }

    @PATCH
    @Path("/{id: [0-9]{1,18}}")
    public void rename(@PathParam("id") long id, Label label) {
        SignedIn mine = caller.require();
        String asked = Given.body(label).label();
        db.useTransaction(tx -> passkeys.rename(tx, mine, id, asked));
    }

    @DELETE
    @Path("/{id: [0-9]{1,18}}")
    public void delete(@PathParam("id") long id) {
        SignedIn mine = caller.require();
        db.useTransaction(tx -> passkeys.delete(tx, mine, id));
    }
}
