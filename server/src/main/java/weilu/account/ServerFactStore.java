package weilu.account;

import java.util.Optional;
import weilu.db.Tx;

/** The SQL of facts about this server that survive restarts. */
public final class ServerFactStore {
    Optional<String> find(Tx tx, String name) {
        return tx.handle().createQuery("select value from server_fact where name = :name")
                .bind("name", name).mapTo(String.class).findOne();
    }

    void put(Tx tx, String name, String value) {
        tx.handle().createUpdate("""
                insert into server_fact (name, value) values (:name, :value)
                on conflict (name) do update set value = excluded.value
                """).bind("name", name).bind("value", value).execute();
    }

    void remove(Tx tx, String name) {
        tx.handle().createUpdate("delete from server_fact where name = :name").bind("name", name).execute();
    }

    /** True for one caller alone, however many try at once. */
    boolean take(Tx tx, String name, String value) {
        return tx.handle().createUpdate("delete from server_fact where name = :name and value = :value")
                .bind("name", name).bind("value", value).execute() == 1;
    }
}
