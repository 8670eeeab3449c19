package weilu.gateway;

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
import java.util.Optional;
import weilu.account.Caller;
import weilu.id.AccountId;
import weilu.id.ProviderId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The models of this server, for its admins. A key goes in and never comes out. */
@Path("/api/providers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ProvidersResource {
    private final Caller caller;
    private final Providers providers;
    private final TryProvider trying;

    /**
     * What an admin enters; in a change, what is absent stays as it was.
     *
     * @param id only to try a provider that is being edited, so that its kept key serves while its address stays
     * @param key absent keeps the kept one, empty forgets it
     * @param localAllowed the admin's leave to reach this address although it is on a private network
     */
    public record ProviderForm(
            ProviderId id, String name, String baseUrl, String model, String key, Boolean localAllowed,
            Boolean enabled) {}

    public record ProviderList(List<Provider> providers) {}

    public ProvidersResource(Caller caller, Providers providers, TryProvider trying) {
        this.caller = caller;
        this.providers = providers;
        this.trying = trying;
    }

    @GET
    public ProviderList list() {
        caller.requireServerAdmin();
        return new ProviderList(providers.list());
    }

    @POST
    public Provider add(ProviderForm form) {
        AccountId admin = caller.requireServerAdmin().account();
        return providers.add(draft(given(form), null), admin);
    }

    @PATCH
    @Path("/{id}")
    public Provider change(@PathParam("id") ProviderId id, ProviderForm form) {
        caller.requireServerAdmin();
        return providers.change(id, draft(given(form), providers.find(id)));
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") ProviderId id) {
        caller.requireServerAdmin();
        providers.remove(id);
    }

    /** Asks the model for one short sentence; nothing of any room leaves. */
    @POST
    @Path("/try")
    public TryProvider.Trial tryOut(ProviderForm form) {
        caller.requireServerAdmin();
        ProviderForm asked = given(form);
        Provider kept = asked.id() == null ? null : providers.find(asked.id());
        return trying.run(draft(asked, kept), Optional.ofNullable(kept));
    }

    private static ProviderForm given(ProviderForm form) {
        if (form == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a body is needed");
        }
        return form;
    }

    private static ProviderDraft draft(ProviderForm form, Provider kept) {
        String name = form.name() == null && kept == null ? form.model() : form.name();
        boolean local = kept != null && kept.localAllowed();
        boolean enabled = kept == null || kept.enabled();
        return new ProviderDraft(
                name == null && kept != null ? kept.name() : name,
                form.baseUrl() == null && kept != null ? kept.baseUrl() : form.baseUrl(),
                form.model() == null && kept != null ? kept.model() : form.model(),
                form.key(),
                form.localAllowed() == null ? local : form.localAllowed(),
                form.enabled() == null ? enabled : form.enabled());
    }
}
