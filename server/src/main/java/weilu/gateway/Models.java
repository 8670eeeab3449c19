package weilu.gateway;

import java.util.List;
import java.util.Optional;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.ModelId;
import weilu.id.ProviderId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The models of the providers: which there are, in which order, and what was found of them. */
public final class Models {
    private final Db db;
    private final ProviderStore providers = new ProviderStore();
    private final ModelStore store = new ModelStore();

    /**
     * What an admin changes; what is null stays.
     *
     * @param priceUnknown true forgets the price
     * @param first true puts it before the others of its provider
     */
    public record Change(
            String name, String shownName, Boolean enabled, Boolean trainsOnData, Price price,
            Boolean priceUnknown, Boolean first) {}

    /** A model and whose it is. */
    record Owned(Provider provider, Model model) {}

    public Models(Db db) {
        this.db = db;
    }

    /** Those that can be asked now, in the order they are asked, with their providers. */
    List<Owned> usable() {
        return db.withoutTransaction(providers::list).stream().filter(Provider::enabled)
                .flatMap(provider -> provider.models().stream().filter(Model::enabled)
                        .map(model -> new Owned(provider, model)))
                .toList();
    }

    Owned find(ModelId id) {
        return db.inTransaction(tx -> {
            Model model = require(tx, id);
            return new Owned(providers.find(tx, model.provider()).orElseThrow(), model);
        });
    }

    /** Adds one; one of that name that is there already is returned as it is. */
    public Model add(ProviderId provider, String name) {
        String checked = ProviderDraft.checkedModel(name);
        return db.inTransaction(tx -> {
            Provider owner = providers.find(tx, provider)
                    .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such provider"));
            Providers.requireOwn(owner);
            Optional<Model> same = owner.models().stream().filter(one -> one.name().equals(checked)).findFirst();
            if (same.isEmpty() && owner.models().size() >= ProviderDraft.MODELS_MAX) {
                throw Refusal.field(ErrorCode.CONFLICT, "name", "there are " + ProviderDraft.MODELS_MAX + " models already");
            }
            return same.orElseGet(() -> require(tx, store.insert(tx, provider, checked)));
        });
    }

    /** Another name makes it another model: what was found of the one before is forgotten, and its price. */
    public Model change(ModelId id, Change change) {
        return db.inTransaction(tx -> {
            Model before = require(tx, id);
            Model after = changed(before, change);
            if (!after.name().equals(before.name())) {
                Provider owner = providers.find(tx, before.provider()).orElseThrow();
                Providers.requireOwn(owner);
                if (owner.models().stream().anyMatch(one -> one.name().equals(after.name()))) {
                    throw Refusal.field(ErrorCode.NAME_TAKEN, "name", "its provider has this model already");
                }
            }
            store.update(tx, after);
            if (Boolean.TRUE.equals(change.first())) {
                store.putFirst(tx, after);
            }
            return after;
        });
    }

    public void remove(ModelId id) {
        db.useTransaction(tx -> {
            Model model = require(tx, id);
            Providers.requireOwn(providers.find(tx, model.provider()).orElseThrow());
            store.delete(tx, id);
        });
    }

    /** Keeps what trying it showed; null when it was removed meanwhile. */
    Model keep(ModelId id, Model.Found found) {
        return db.inTransaction(tx -> {
            Model now = require(tx, id);
            Model after = new Model(id, now.provider(), now.name(), now.shownName(), now.enabled(), now.trainsOnData(),
                    now.price(), found);
            store.update(tx, after);
            return after;
        });
    }

    private static Model changed(Model before, Change change) {
        String name = change.name() == null ? before.name() : ProviderDraft.checkedModel(change.name());
        String shown = change.shownName() == null ? before.shownName() : change.shownName().isBlank() ? ""
                : ProviderDraft.line("shownName", change.shownName(), ProviderDraft.NAME_CHARACTERS_MAX);
        boolean same = name.equals(before.name());
        return new Model(before.id(), before.provider(), name, shown,
                change.enabled() == null ? before.enabled() : change.enabled(),
                change.trainsOnData() == null ? before.trainsOnData() : change.trainsOnData(),
                price(before, change, same), same ? before.found() : null);
    }

    private static Price price(Model before, Change change, boolean same) {
        if (change.price() != null) {
            return change.price().checked();
        }
        return same && !Boolean.TRUE.equals(change.priceUnknown()) ? before.price() : null;
    }

    private Model require(Tx tx, ModelId id) {
        return store.find(tx, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such model"));
    }
}
