package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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
    private static final ProviderForm EMPTY = new ProviderForm(null, null, null, null, null, null, null, null, null);
    private static final String UNNAMED = "?";

    private final Caller caller;
    private final Providers providers;
    private final TryProvider trying;
    private final OfferedModels offered;
    private final Circuits circuits;

    /**
     * What an admin enters; in a change, what is absent stays as it was.
     *
     * @param id only to try a provider that is being edited, so that its kept key serves while its address stays
     * @param preset fills in name, address and models where they are absent
     * @param model its first model
     * @param models only for a new provider: all of them, instead of {@code model}
     * @param key absent keeps the kept one, empty forgets it
     * @param localAllowed the admin's leave to reach this address although it is on a private network
     */
    public record ProviderForm(
            ProviderId id, String name, Preset preset, String baseUrl, String model, List<String> models, String key,
            Boolean localAllowed, Boolean enabled) {
        ProviderForm named(String other) {
            return new ProviderForm(id, other, preset, baseUrl, model, models, key, localAllowed, enabled);
        }
    }

    public record Order(List<ProviderId> providers) {}

    /** How a provider fares on the node that answers. */
    public record Fares(ProviderId provider, Circuits.State state, int failures, Instant until) {}

    public record ProviderList(List<Provider> providers, List<Preset.View> presets, List<Fares> circuits) {}

    public ProvidersResource(
            Caller caller, Providers providers, TryProvider trying, OfferedModels offered, Circuits circuits) {
        this.caller = caller;
        this.providers = providers;
        this.trying = trying;
        this.offered = offered;
        this.circuits = circuits;
    }

    @GET
    public ProviderList list() {
        caller.requireServerAdmin();
        return list(providers.list());
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
        Provider changed = providers.change(id, draft(given(form), providers.find(id)));
        circuits.forget(id);
        return changed;
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") ProviderId id) {
        caller.requireServerAdmin();
        providers.remove(id);
    }

    /** They are asked in this order. */
    @PUT
    @Path("/order")
    public ProviderList order(Order order) {
        caller.requireServerAdmin();
        if (order == null || order.providers() == null) {
            throw Refusal.field(ErrorCode.INVALID, "providers", "the ids in their order");
        }
        return list(providers.order(order.providers()));
    }

    /** Which models it says it has. */
    @GET
    @Path("/{id}/offered")
    public OfferedModels.Offer offered(@PathParam("id") ProviderId id) {
        caller.requireServerAdmin();
        Provider provider = providers.find(id);
        return offered.of(providers.endpoint(draft(EMPTY, provider), Optional.of(provider)));
    }

    /** Which models it says it has, before it is kept. */
    @POST
    @Path("/offered")
    public OfferedModels.Offer offered(ProviderForm form) {
        caller.requireServerAdmin();
        ProviderForm asked = given(form);
        Provider kept = asked.id() == null ? null : providers.find(asked.id());
        ProviderForm named = asked.name() == null && kept == null ? asked.named(UNNAMED) : asked;
        return offered.of(providers.endpoint(draft(named, kept), Optional.ofNullable(kept)));
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

    private ProviderList list(List<Provider> all) {
        List<Fares> fares = all.stream().map(one -> {
            Circuits.Circuit circuit = circuits.of(one.id());
            return new Fares(one.id(), circuit.state(), circuit.failures(), circuit.until());
        }).toList();
        return new ProviderList(all, Preset.entered().stream().map(Preset::view).toList(), fares);
    }

    private static ProviderForm given(ProviderForm form) {
        if (form == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a body is needed");
        }
        return form;
    }

    private static ProviderDraft draft(ProviderForm form, Provider kept) {
        return kept == null ? fresh(form) : changed(form, kept);
    }

    /** A model file has a place of its own, where its limits are entered. */
    private static void requireEntered(Preset preset) {
        if (preset == Preset.GGUF) {
            throw Refusal.field(ErrorCode.INVALID, "preset", "a provider; a model file is named elsewhere");
        }
    }

    private static ProviderDraft fresh(ProviderForm form) {
        Preset preset = form.preset() == null ? Preset.OTHER : form.preset();
        requireEntered(preset);
        List<String> models = form.models() != null ? form.models()
                : form.model() != null ? List.of(form.model()) : preset.models();
        String name = form.name() != null ? form.name() : preset == Preset.OTHER ? form.model() : preset.chinese();
        return new ProviderDraft(name, preset, form.baseUrl() == null ? preset.baseUrl() : form.baseUrl(), models, form.key(),
                form.localAllowed() == null ? preset.isLocal() : form.localAllowed(),
                form.enabled() == null || form.enabled());
    }

    private static ProviderDraft changed(ProviderForm form, Provider kept) {
        boolean inner = kept.preset() == Preset.GGUF;
        if (!inner && form.preset() != null) {
            requireEntered(form.preset());
        }
        String model = form.model() == null || inner ? kept.model() : form.model();
        return new ProviderDraft(
                form.name() == null ? kept.name() : form.name(),
                form.preset() == null || inner ? kept.preset() : form.preset(),
                form.baseUrl() == null || inner ? kept.baseUrl() : form.baseUrl(),
                model == null ? List.of() : List.of(model),
                form.key(),
                form.localAllowed() == null || inner ? kept.localAllowed() : form.localAllowed(),
                form.enabled() == null ? kept.enabled() : form.enabled());
    }
}
