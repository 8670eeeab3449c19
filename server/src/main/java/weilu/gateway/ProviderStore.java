package weilu.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ProviderId;

/** Providers, with their keys sealed. */
final class ProviderStore {
    private static final RowMapper<Provider> PROVIDER = (row, context) -> new Provider(
            new ProviderId(row.getLong("id")), row.getString("name"), Rows.constant(row, "preset", Preset.class),
            row.getString("base_url"), null, row.getBytes("sealed_key") != null, row.getBoolean("local_allowed"),
            row.getBoolean("enabled"), row.getBoolean("from_settings"), List.of());

    private final ModelStore models = new ModelStore();

    /** In the order they are asked, each with its models. */
    List<Provider> list(Tx tx) {
        Map<ProviderId, List<Model>> own = models.list(tx).stream().collect(Collectors.groupingBy(Model::provider));
        return tx.handle().createQuery("select * from provider order by place, id").map(PROVIDER).stream()
                .map(provider -> provider.having(own.getOrDefault(provider.id(), List.of()))).toList();
    }

    Optional<Provider> find(Tx tx, ProviderId id) {
        return tx.handle().createQuery("select * from provider where id = :id for update")
                .bind("id", id).map(PROVIDER).findOne().map(provider -> provider.having(models.of(tx, id)));
    }

    Optional<byte[]> sealedKey(Tx tx, ProviderId id) {
        return tx.handle().createQuery("select sealed_key from provider where id = :id")
                .bind("id", id).mapTo(byte[].class).findOne();
    }

    boolean isNameTaken(Tx tx, String name, ProviderId except) {
        return tx.handle().createQuery("""
                        select exists (select 1 from provider
                                       where lower(name) = lower(:name) and id is distinct from :except)
                        """)
                .bind("name", name).bindByType("except", except, ProviderId.class).mapTo(boolean.class).one();
    }

    int count(Tx tx) {
        return tx.handle().createQuery("select count(*) from provider").mapTo(int.class).one();
    }

    ProviderId insert(Tx tx, ProviderDraft draft, AccountId by, Instant at) {
        return tx.handle().createQuery("""
                        insert into provider (name, preset, base_url, local_allowed, enabled, created_by, created_at, place)
                        select :name, :preset, :baseUrl, :localAllowed, :enabled, :by, :at, coalesce(max(place), 0) + 1
                        from provider
                        returning id
                        """)
                .bind("name", draft.name()).bind("preset", Rows.stored(draft.preset()))
                .bind("baseUrl", draft.baseUrl()).bind("localAllowed", draft.localAllowed()).bind("enabled", draft.enabled())
                .bindByType("by", by, AccountId.class).bind("at", at).mapTo(ProviderId.class).one();
    }

    void update(Tx tx, ProviderId id, ProviderDraft draft) {
        tx.handle().createUpdate("""
                        update provider set name = :name, preset = :preset, base_url = :baseUrl,
                            local_allowed = :localAllowed, enabled = :enabled
                        where id = :id
                        """)
                .bind("id", id).bind("name", draft.name()).bind("baseUrl", draft.baseUrl())
                .bind("preset", Rows.stored(draft.preset())).bind("localAllowed", draft.localAllowed())
                .bind("enabled", draft.enabled()).execute();
    }

    void setKey(Tx tx, ProviderId id, byte[] sealed) {
        tx.handle().createUpdate("update provider set sealed_key = :sealed where id = :id")
                .bind("id", id).bindByType("sealed", sealed, byte[].class).execute();
    }

    /** These in this order; those that are not named come after them. */
    void order(Tx tx, List<ProviderId> ids) {
        tx.handle().createUpdate("""
                        update provider set place = coalesce(array_position(:ids::bigint[], id), 1000000 + place)
                        """)
                .bind("ids", ids.toArray(ProviderId[]::new)).execute();
    }

    void fromSettings(Tx tx, ProviderId id) {
        tx.handle().createUpdate("update provider set from_settings = true where id = :id").bind("id", id).execute();
    }

    boolean delete(Tx tx, ProviderId id) {
        return tx.handle().createUpdate("delete from provider where id = :id").bind("id", id).execute() == 1;
    }
}
