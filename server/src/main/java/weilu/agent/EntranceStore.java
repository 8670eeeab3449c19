package weilu.agent;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Tx;
import weilu.id.AccountId;

/** The SQL of entrances. */
final class EntranceStore {
    private static final RowMapper<Entrance> ENTRANCE = (row, context) -> new Entrance(
            new AccountId(row.getLong("account_id")), row.getLong("number"), row.getBoolean("closed"));

    Optional<Entrance> of(Tx tx, AccountId agent) {
        return tx.handle().createQuery("select * from agent_entrance where account_id = :agent")
                .bind("agent", agent).map(ENTRANCE).findOne();
    }

    Optional<Entrance> find(Tx tx, long number) {
        return tx.handle().createQuery("select * from agent_entrance where number = :number")
                .bind("number", number).map(ENTRANCE).findOne();
    }

    /** Puts this number over the agent's entrance; false when the number is another's. */
    boolean open(Tx tx, AccountId agent, long number, Instant at) {
        return tx.handle().createUpdate("""
                        insert into agent_entrance (account_id, number, opened_at)
                        select :agent, :number, :at where not exists (select from agent_entrance where number = :number)
                        on conflict (account_id) do update set number = :number, opened_at = :at
                        """)
                .bind("agent", agent).bind("number", number).bind("at", at).execute() == 1;
    }

    void setClosed(Tx tx, AccountId agent, boolean closed) {
        tx.handle().createUpdate("update agent_entrance set closed = :closed where account_id = :agent")
                .bind("agent", agent).bind("closed", closed).execute();
    }
}
