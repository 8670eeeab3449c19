package weilu.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ProviderId;

/** Providers, with their keys sealed. */
final class ProviderStore {
    private static final RowMapper<Provider> PROVIDER = (row, context) -> new Provider(
            new ProviderId(row.getLong("id")), row.getString("name"), row.getString("base_url"), row.getString("model"),
            row.getBytes("sealed_key") != null, row.getBoolean("local_allowed"), row.getBoolean("enabled"));

    /** In the order they were added, which is the order they are asked in. */
    List<Provider> list(Tx tx) {
        return tx.handle().createQuery("select * from provider order by id").map(PROVIDER).list();
    }

    Optional<Provider> find(Tx tx, ProviderId id) {
        return tx.handle().createQuery("select * from provider where id = :id for update")
                .bind("id", id).map(PROVIDER).findOne();
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
                        insert into provider (name, base_url, model, local_allowed, enabled, created_by, created_at)
                        values (:name, :baseUrl, :model, :localAllowed, :enabled, :by, :at)
                        returning id
                        """)
                .bind("name", draft.name()).bind("baseUrl", draft.baseUrl()).bind("model", draft.model())
                .bind("localAllowed", draft.localAllowed()).bind("enabled", draft.enabled())
                .bind("by", by).bind("at", at).mapTo(ProviderId.class).one();
    }

    void update(Tx tx, ProviderId id, ProviderDraft draft) {
        tx.handle().createUpdate("""
                        update provider set name = :name, base_url = :baseUrl, model = :model,
                            local_allowed = :localAllowed, enabled = :enabled
                        where id = :id
                        """)
                .bind("id", id).bind("name", draft.name()).bind("baseUrl", draft.baseUrl())
                .bind("model", draft.model()).bind("localAllowed", draft.localAllowed())
                .bind("enabled", draft.enabled()).execute();
    }

    void setKey(Tx tx, ProviderId id, byte[] sealed) {
        tx.handle().createUpdate("update provider set sealed_key = :sealed where id = :id")
                .bind("id", id).bindByType("sealed", sealed, byte[].class).execute();
    }

    boolean delete(Tx tx, ProviderId id) {
        return tx.handle().createUpdate("delete from provider where id = :id").bind("id", id).execute() == 1;
    }
}
