package weilu.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ModelId;
import weilu.id.RoomId;
import weilu.protocol.Json;

/** The SQL of what agents are. */
final class DefinitionStore {
    /** An agent's row; {@code definition} is null while no version of it was made. */
    record Row(AccountId account, boolean host, AccountId owner, int version, boolean retired, String name, String picture,
            String definition) {}

    private static final RowMapper<Row> ROW = (row, context) -> {
        long owner = row.getLong("owner_id");
        return new Row(new AccountId(row.getLong("account_id")), "host".equals(row.getString("part")),
                owner == 0 ? null : new AccountId(owner), row.getInt("version"), row.getObject("retired_at") != null,
                row.getString("display_name"), row.getString("picture"), row.getString("definition"));
    };
    private static final RowMapper<AgentVersion> VERSION = (row, context) -> new AgentVersion(row.getInt("number"),
            Json.read(row.getString("definition"), AgentDefinition.class), new AccountId(row.getLong("made_by")),
            row.getString("display_name"), Rows.instant(row, "made_at"), row.getString("note"));
    private static final String AGENTS = """
            select g.account_id, g.part, g.owner_id, g.version, g.retired_at, a.display_name, a.picture, v.definition
            from agent g join account a on a.id = g.account_id
            left join agent_version v on v.account_id = g.account_id and v.number = g.version
            """;

    Optional<Row> find(Tx tx, AccountId account) {
        return tx.handle().createQuery(AGENTS + "where g.account_id = :account")
                .bind("account", account).map(ROW).findOne();
    }

    List<Row> findAll(Tx tx, Collection<AccountId> accounts) {
        return tx.handle().createQuery(AGENTS + "where g.account_id = any(:accounts)")
                .bind("accounts", accounts.toArray(AccountId[]::new)).map(ROW).list();
    }

    List<Row> ownedBy(Tx tx, AccountId owner) {
        return tx.handle().createQuery(AGENTS + """
                        where g.owner_id = :owner and g.retired_at is null order by g.made_at desc, g.account_id desc
                        """)
                .bind("owner", owner).map(ROW).list();
    }

    /** Holds whoever builds or changes an agent, so that numbers and limits are kept. */
    void lock(Tx tx, AccountId account) {
        tx.handle().createQuery("select id from account where id = :account for update")
                .bind("account", account).mapTo(AccountId.class).one();
    }

    AccountId insert(Tx tx, String name, AccountId owner, Instant at) {
        return tx.handle().createQuery("""
                        with made as (
                            insert into account (kind, display_name, created_at) values ('agent', :name, :at) returning id
                        )
                        insert into agent (account_id, owner_id, made_at) select id, :owner, :at from made
                        returning account_id
                        """)
                .bind("name", name).bind("owner", owner).bind("at", at).mapTo(AccountId.class).one();
    }

    void insertVersion(Tx tx, AccountId account, int number, AgentDefinition definition, AccountId by, Instant at, String note) {
        tx.handle().createUpdate("""
                        with made as (
                            insert into agent_version (account_id, number, definition, made_by, made_at, note)
                            values (:account, :number, :definition, :by, :at, :note)
                        )
                        update agent set version = :number, keywords = :keywords, turns_per_day = :turns, tokens_per_day = :tokens
                        where account_id = :account
                        """)
                .bind("account", account).bind("number", number).bind("definition", Json.write(definition))
                .bind("keywords", definition.keywords().toArray(String[]::new))
                .bindByType("turns", definition.budget().turnsPerDay(), Integer.class)
                .bindByType("tokens", definition.budget().tokensPerDay(), Long.class)
                .bind("by", by).bind("at", at).bind("note", note).execute();
    }

    void show(Tx tx, AccountId account, String name, String picture) {
        tx.handle().createUpdate("update account set display_name = :name, picture = :picture where id = :account")
                .bind("account", account).bind("name", name).bind("picture", picture).execute();
    }

    List<AgentVersion> versions(Tx tx, AccountId account, int limit) {
        return tx.handle().createQuery("""
                        select v.*, a.display_name from agent_version v join account a on a.id = v.made_by
                        where v.account_id = :account order by v.number desc limit :limit
                        """)
                .bind("account", account).bind("limit", limit).map(VERSION).list();
    }

    Optional<AgentVersion> version(Tx tx, AccountId account, int number) {
        return tx.handle().createQuery("""
                        select v.*, a.display_name from agent_version v join account a on a.id = v.made_by
                        where v.account_id = :account and v.number = :number
                        """)
                .bind("account", account).bind("number", number).map(VERSION).findOne();
    }

    /** Whether this server has such a model, in use or not. */
    boolean isModel(Tx tx, ModelId model) {
        return tx.handle().createQuery("select exists(select 1 from model where id = :model)").bind("model", model)
                .mapTo(boolean.class).one();
    }

    void retire(Tx tx, AccountId account, Instant at) {
        tx.handle().createUpdate("update agent set retired_at = :at where account_id = :account and retired_at is null")
                .bind("account", account).bind("at", at).execute();
    }

    /** The tools that an admin of this group has approved; empty in a direct room, where nobody else is concerned. */
    Optional<List<String>> approvedTools(Tx tx, RoomId room, AccountId account) {
        return tx.handle().createQuery("""
                        select coalesce(s.approved_tools, '{}') as tools from room r
                        left join agent_seat s on s.room_id = r.id and s.account_id = :account and s.approved_at is not null
                        where r.id = :room and r.kind = 'group'
                        """)
                .bind("room", room).bind("account", account)
                .map((row, context) -> List.of((String[]) row.getArray("tools").getArray())).findOne();
    }
}
