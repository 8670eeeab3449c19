package weilu.agent;

import java.time.Instant;
import weilu.db.Tx;
import weilu.id.AccountId;

/** Agents' accounts. */
final class AgentStore {
    /** The account that plays this part; made with this name when there is none yet. */
    AccountId findOrCreate(Tx tx, String part, String name, Instant at) {
        tx.handle().execute("lock table agent in share row exclusive mode");
        return tx.handle().createQuery("select account_id from agent where part = :part")
                .bind("part", part).mapTo(AccountId.class).findOne()
                .orElseGet(() -> create(tx, part, name, at));
    }

    private AccountId create(Tx tx, String part, String name, Instant at) {
        return tx.handle().createQuery("""
                        with made as (
                            insert into account (kind, display_name, created_at) values ('agent', :name, :at) returning id
                        )
                        insert into agent (account_id, part) select id, :part from made returning account_id
                        """)
                .bind("part", part).bind("name", name).bind("at", at).mapTo(AccountId.class).one();
    }

    /** What the account is called. */
    String name(Tx tx, AccountId account) {
        return tx.handle().createQuery("select display_name from account where id = :account")
                .bind("account", account).mapTo(String.class).one();
    }

    String language(Tx tx, AccountId account) {
        return tx.handle().createQuery("select language from account where id = :account")
                .bind("account", account).mapTo(String.class).one();
    }
}
