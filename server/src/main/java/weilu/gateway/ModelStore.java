package weilu.gateway;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Tx;
import weilu.id.ModelId;
import weilu.id.ProviderId;
import weilu.protocol.Json;

/** The models of the providers. */
final class ModelStore {
    private static final RowMapper<Model> MODEL = (row, context) -> new Model(
            new ModelId(row.getLong("id")), new ProviderId(row.getLong("provider_id")), row.getString("name"),
            row.getString("shown_name"), row.getBoolean("enabled"), row.getBoolean("trains_on_data"),
            read(row.getString("price"), Price.class), read(row.getString("found"), Model.Found.class));

    /** Whether there is one that can be asked. */
    boolean isAnyUsable(Tx tx) {
        return tx.handle().createQuery("""
                        select exists (select 1 from model m join provider p on p.id = m.provider_id
                                       where m.enabled and p.enabled)
                        """)
                .mapTo(boolean.class).one();
    }

    /** All of them, each provider's in their order. */
    List<Model> list(Tx tx) {
        return tx.handle().createQuery("select * from model order by provider_id, place, id").map(MODEL).list();
    }

    List<Model> of(Tx tx, ProviderId provider) {
        return tx.handle().createQuery("select * from model where provider_id = :provider order by place, id")
                .bind("provider", provider).map(MODEL).list();
    }

    Optional<Model> find(Tx tx, ModelId id) {
        return tx.handle().createQuery("select * from model where id = :id for update").bind("id", id).map(MODEL)
                .findOne();
    }

    ModelId insert(Tx tx, ProviderId provider, String name) {
        return tx.handle().createQuery("""
                        insert into model (provider_id, name, place)
                        select :provider, :name, coalesce(max(place), 0) + 1 from model where provider_id = :provider
                        returning id
                        """)
                .bind("provider", provider).bind("name", name).mapTo(ModelId.class).one();
    }

    void update(Tx tx, Model model) {
        tx.handle().createUpdate("""
                        update model set name = :name, shown_name = :shownName, enabled = :enabled,
                            trains_on_data = :trains, price = :price::jsonb, found = :found::jsonb
                        where id = :id
                        """)
                .bind("id", model.id()).bind("name", model.name()).bind("shownName", model.shownName())
                .bind("enabled", model.enabled()).bind("trains", model.trainsOnData())
                .bind("price", written(model.price())).bind("found", written(model.found())).execute();
    }

    /** Before all others of its provider. */
    void putFirst(Tx tx, Model model) {
        tx.handle().createUpdate("""
                        update model set place = (select min(place) - 1 from model where provider_id = :provider)
                        where id = :id
                        """)
                .bind("id", model.id()).bind("provider", model.provider()).execute();
    }

    boolean delete(Tx tx, ModelId id) {
        return tx.handle().createUpdate("delete from model where id = :id").bind("id", id).execute() == 1;
    }

    private static <T> T read(String json, Class<T> type) {
        return json == null ? null : Json.read(json, type);
    }

    private static String written(Object value) {
        return value == null ? null : Json.write(value);
    }
}
