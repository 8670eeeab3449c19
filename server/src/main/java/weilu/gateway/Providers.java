package weilu.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.ModelProblem.Kind;
import weilu.id.AccountId;
import weilu.id.ProviderId;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The providers an admin has entered. Keys go in here and come out only as part of a call. */
public final class Providers {
    public static final int PROVIDERS_MAX = 20;

    private final Db db;
    private final KeyVault vault;
    private final OutboundHttp http;
    private final Clock clock;
    private final InnerModel inner;
    private final ProviderStore store = new ProviderStore();
    private final ModelStore models = new ModelStore();
    private final Models ofProviders;

    public Providers(Db db, KeyVault vault, OutboundHttp http, Clock clock) {
        this(db, vault, http, clock, InnerModel.NONE);
    }

    public Providers(Db db, KeyVault vault, OutboundHttp http, Clock clock, InnerModel inner) {
        this.inner = inner;
        this.db = db;
        this.vault = vault;
        this.http = http;
        this.clock = clock;
        ofProviders = new Models(db);
    }

    public Models models() {
        return ofProviders;
    }

    /** In the order they are asked. */
    public List<Provider> list() {
        return db.inTransaction(store::list);
    }

    /** Whether any model can be asked. */
    public boolean isConfigured() {
        return db.withoutTransaction(this::isConfigured);
    }

    boolean isConfigured(Tx tx) {
        return models.isAnyUsable(tx);
    }

    /** Keeps a new provider. Refused when its address leads where the server does not go. */
    public Provider add(ProviderDraft draft, AccountId by) {
        if (draft.models().isEmpty()) {
            throw Refusal.field(ErrorCode.INVALID, "model", "which model to ask");
        }
        requireReachable(draft);
        return db.inTransaction(tx -> {
            requireFreeName(tx, draft, null);
            if (store.count(tx) >= PROVIDERS_MAX) {
                throw Refusal.of(ErrorCode.CONFLICT, "there are " + PROVIDERS_MAX + " providers already");
            }
            ProviderId id = store.insert(tx, draft, by, clock.instant());
            draft.models().forEach(name -> models.insert(tx, id, name));
            keepKey(tx, id, draft.key());
            return store.find(tx, id).orElseThrow();
        });
    }

    /** Changes a provider. A key that was kept for another origin is forgotten unless it is entered again (GW1). */
    public Provider change(ProviderId id, ProviderDraft draft) {
        requireReachable(draft);
        return db.inTransaction(tx -> {
            Provider before = require(tx, id);
            requireOwn(before);
            requireFreeName(tx, draft, id);
            store.update(tx, id, draft);
            if (draft.model() != null) {
                rename(tx, before, draft.model());
            }
            if (draft.key() != null) {
                keepKey(tx, id, draft.key());
            } else if (!sameOrigin(before, draft)) {
                store.setKey(tx, id, null);
            }
            return store.find(tx, id).orElseThrow();
        });
    }

    /**
     * Takes over what stands in the settings: new ones are added, known ones changed, and those that are gone removed. An
     * admin's provider of the same name stays as it is, and goes before.
     */
    public void adopt(List<ProviderDraft> drafts) {
        db.useTransaction(tx -> {
            List<Provider> known = store.list(tx);
            Set<String> wanted = drafts.stream().map(ProviderDraft::name).collect(Collectors.toSet());
            known.stream().filter(one -> one.fromSettings() && !wanted.contains(one.name()))
                    .forEach(gone -> store.delete(tx, gone.id()));
            for (ProviderDraft draft : drafts) {
                Optional<Provider> same = known.stream().filter(one -> one.name().equalsIgnoreCase(draft.name())).findFirst();
                if (same.isEmpty() || same.get().fromSettings()) {
                    adopt(tx, draft, same);
                }
            }
        });
    }

    private void adopt(Tx tx, ProviderDraft draft, Optional<Provider> same) {
        ProviderId id = same.map(Provider::id).orElseGet(() -> store.insert(tx, draft, null, clock.instant()));
        store.update(tx, id, draft);
        store.fromSettings(tx, id);
        keepKey(tx, id, draft.key() == null ? "" : draft.key());
        List<Model> before = same.map(Provider::models).orElse(List.of());
        before.stream().filter(one -> !draft.models().contains(one.name())).forEach(one -> models.delete(tx, one.id()));
        Set<String> there = before.stream().map(Model::name).collect(Collectors.toSet());
        draft.models().stream().filter(name -> !there.contains(name)).forEach(name -> models.insert(tx, id, name));
        if (!draft.prices().isEmpty()) {
            models.of(tx, id).forEach(one -> models.update(tx, one.costing(draft.prices().get(one.name()))));
        }
    }

    public Provider find(ProviderId id) {
        return db.inTransaction(tx -> require(tx, id));
    }

    public void remove(ProviderId id) {
        db.useTransaction(tx -> {
            requireOwn(require(tx, id));
            store.delete(tx, id);
        });
    }

    /** They are asked in this order; those that are not named come after. */
    public List<Provider> order(List<ProviderId> ids) {
        return db.inTransaction(tx -> {
            store.order(tx, ids);
            return store.list(tx);
        });
    }

    /** The endpoint to call, or why there is none: its key can no longer be read, or the file inside does not run. */
    Reached endpoint(Provider provider, Model model) {
        if (provider.preset() == Preset.GGUF) {
            return switch (inner.open()) {
                case InnerModel.Door.At at -> new Reached.At(endpoint(new ProviderDraft(provider.name(), Preset.GGUF,
                        at.baseUrl(), List.of(model.name()), null, true, true), at.token()));
                case InnerModel.Door.Shut shut -> new Reached.Not(new ModelProblem(Kind.PROVIDER_DOWN, shut.why()));
            };
        }
        String key = null;
        if (provider.hasKey()) {
            Optional<String> kept = keptKey(provider.id());
            if (kept.isEmpty()) {
                return new Reached.Not(
                        new ModelProblem(Kind.KEY_UNREADABLE, "the key can no longer be read; enter it again"));
            }
            key = kept.get();
        }
        ProviderDraft draft = new ProviderDraft(provider.name(), provider.preset(), provider.baseUrl(),
                List.of(model.name()), null, provider.localAllowed(), true);
        return new Reached.At(endpoint(draft, key));
    }

    /** The endpoint of a draft that is being tried; the key kept for a provider serves it on the same origin only. */
    Endpoint endpoint(ProviderDraft draft, Optional<Provider> kept) {
        if (draft.preset() == Preset.GGUF) {
            throw Refusal.field(ErrorCode.CONFLICT, "preset", "a model file is tried by its model");
        }
        boolean entered = draft.key() != null;
        if (entered) {
            return endpoint(draft, draft.key().isEmpty() ? null : draft.key());
        }
        Optional<String> key = kept.filter(Provider::hasKey).filter(one -> sameOrigin(one, draft))
                .flatMap(one -> keptKey(one.id()));
        return endpoint(draft, key.orElse(null));
    }

    private Endpoint endpoint(ProviderDraft draft, String key) {
        Reach reach = draft.localAllowed() && http.leadsHome(draft.address()) ? Reach.LOCAL : Reach.ANYWHERE;
        return new Endpoint(draft.name(), draft.address(), draft.localAllowed(), draft.model(), key,
                draft.preset().dialect(), reach);
    }

    /** The first model gets another name, and what was found of the one before is forgotten. */
    private void rename(Tx tx, Provider provider, String name) {
        if (provider.models().isEmpty()) {
            models.insert(tx, provider.id(), name);
        } else if (provider.models().stream().noneMatch(one -> one.name().equals(name))) {
            Model first = provider.models().getFirst();
            models.update(tx, new Model(first.id(), provider.id(), name, "", first.enabled(), first.trainsOnData(), null, null));
        }
    }

    /** What stands in the settings file is changed there. */
    static void requireOwn(Provider provider) {
        if (provider.fromSettings()) {
            throw Refusal.of(ErrorCode.CONFLICT, "this provider stands in the server's settings and is changed there");
        }
    }

    private Optional<String> keptKey(ProviderId id) {
        return db.inTransaction(tx -> store.sealedKey(tx, id)).flatMap(sealed -> vault.unseal(sealedFor(id), sealed));
    }

    private void keepKey(Tx tx, ProviderId id, String key) {
        if (key != null) {
            store.setKey(tx, id, key.isEmpty() ? null : vault.seal(sealedFor(id), key));
        }
    }

    private static String sealedFor(ProviderId id) {
        return "provider " + id;
    }

    private static boolean sameOrigin(Provider before, ProviderDraft draft) {
        try {
            return WebAddress.parse(before.baseUrl()).origin().equals(draft.address().origin());
        } catch (OutboundFailure e) {
            return false;
        }
    }

    /** A host without an address may just be offline; one with a wrong address is refused here and at each call. */
    private void requireReachable(ProviderDraft draft) {
        try {
            http.check(Purpose.MODEL, draft.address(), draft.localAllowed());
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "baseUrl", e.getMessage());
        }
        if (draft.localAllowed() && http.leadsAway(draft.address())) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "localAllowed", "this address is not on this machine or network");
        }
    }

    private void requireFreeName(Tx tx, ProviderDraft draft, ProviderId except) {
        if (store.isNameTaken(tx, draft.name(), except)) {
            throw Refusal.field(ErrorCode.NAME_TAKEN, "name", "there is a provider of this name");
        }
    }

    private Provider require(Tx tx, ProviderId id) {
        return store.find(tx, id).orElseThrow(Providers::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "there is no such provider");
    }
}
