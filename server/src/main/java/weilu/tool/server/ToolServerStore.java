package weilu.tool.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ToolServerId;
import weilu.protocol.Json;
import weilu.tool.server.ToolServer.Kind;

/** Servers of tools, with their secrets sealed. */
final class ToolServerStore {
    private static final RowMapper<ToolServer> SERVER = (row, context) -> new ToolServer(
            new ToolServerId(row.getLong("id")), Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("name"), row.getString("address"), texts(row.getArray("command")), row.getString("document"),
            row.getString("secret_header"), row.getBytes("sealed_secret") != null, row.getBytes("sealed_tokens") != null,
            row.getBoolean("local_allowed"), row.getBoolean("enabled"), list(row.getString("offered")),
            instant(row, "offered_at"), list(row.getString("approved")), row.getString("approved_hash"),
            leaves(row.getString("leaves")), instant(row, "approved_at"), row.getBoolean("suspended"),
            row.getString("problem"));

    List<ToolServer> list(Tx tx) {
        return tx.handle().createQuery("select * from tool_server order by id").map(SERVER).list();
    }

    Optional<ToolServer> find(Tx tx, ToolServerId id) {
        return tx.handle().createQuery("select * from tool_server where id = :id for update")
                .bind("id", id).map(SERVER).findOne();
    }

    int count(Tx tx) {
        return tx.handle().createQuery("select count(*) from tool_server").mapTo(int.class).one();
    }

    boolean isNameTaken(Tx tx, String name, ToolServerId except) {
        return tx.handle().createQuery("""
                        select exists (select 1 from tool_server where name = :name and id is distinct from :except)
                        """)
                .bind("name", name).bindByType("except", except, ToolServerId.class).mapTo(boolean.class).one();
    }

    ToolServerId insert(Tx tx, ToolServerDraft draft, AccountId by, Instant at) {
        return tx.handle().createQuery("""
                        insert into tool_server (kind, name, address, command, document, secret_header, local_allowed, enabled,
                            created_by, created_at)
                        values (:kind, :name, :address, :command, :document, :secretHeader, :localAllowed, :enabled, :by, :at)
                        returning id
                        """)
                .bind("kind", draft.kind().name().toLowerCase(Locale.ROOT)).bind("name", draft.name())
                .bind("address", draft.address()).bind("command", draft.command().toArray(String[]::new))
                .bind("document", draft.document()).bind("secretHeader", draft.secretHeader())
                .bind("localAllowed", draft.localAllowed()).bind("enabled", draft.enabled())
                .bind("by", by).bind("at", at).mapTo(ToolServerId.class).one();
    }

    void update(Tx tx, ToolServerId id, ToolServerDraft draft) {
        tx.handle().createUpdate("""
                        update tool_server set name = :name, address = :address, command = :command, document = :document,
                            secret_header = :secretHeader, local_allowed = :localAllowed, enabled = :enabled
                        where id = :id
                        """)
                .bind("id", id).bind("name", draft.name()).bind("address", draft.address())
                .bind("command", draft.command().toArray(String[]::new)).bind("document", draft.document())
                .bind("secretHeader", draft.secretHeader()).bind("localAllowed", draft.localAllowed())
                .bind("enabled", draft.enabled()).execute();
    }

    /** Keeps what was seen; what an admin had approved is suspended when this is something else. */
    void setOffered(Tx tx, ToolServerId id, ToolList list, Instant at) {
        tx.handle().createUpdate("""
                        update tool_server set offered = :list, offered_hash = :hash, offered_at = :at, problem = null,
                            suspended = suspended or coalesce(approved_hash <> :hash, false)
                        where id = :id
                        """)
                .bind("id", id).bind("list", list.canonical()).bind("hash", list.hash()).bind("at", at).execute();
    }

    void suspend(Tx tx, ToolServerId id) {
        tx.handle().createUpdate("update tool_server set suspended = approved is not null, offered = null where id = :id")
                .bind("id", id).execute();
    }

    void setProblem(Tx tx, ToolServerId id, String problem) {
        tx.handle().createUpdate("update tool_server set problem = :problem where id = :id")
                .bind("id", id).bind("problem", problem).execute();
    }

    void approve(Tx tx, ToolServerId id, Map<String, Leave> leaves, AccountId by, Instant at) {
        tx.handle().createUpdate("""
                        update tool_server set approved = offered, approved_hash = offered_hash, leaves = :leaves,
                            approved_by = :by, approved_at = :at, suspended = false
                        where id = :id
                        """)
                .bind("id", id).bind("leaves", Json.write(leaves)).bind("by", by).bind("at", at).execute();
    }

    Optional<byte[]> sealedSecret(Tx tx, ToolServerId id) {
        return tx.handle().createQuery("select sealed_secret from tool_server where id = :id")
                .bind("id", id).mapTo(byte[].class).findOne();
    }

    void setSecret(Tx tx, ToolServerId id, byte[] sealed) {
        tx.handle().createUpdate("update tool_server set sealed_secret = :sealed where id = :id")
                .bind("id", id).bindByType("sealed", sealed, byte[].class).execute();
    }

    Optional<byte[]> sealedTokens(Tx tx, ToolServerId id) {
        return tx.handle().createQuery("select sealed_tokens from tool_server where id = :id")
                .bind("id", id).mapTo(byte[].class).findOne();
    }

    void setTokens(Tx tx, ToolServerId id, byte[] sealed) {
        tx.handle().createUpdate("update tool_server set sealed_tokens = :sealed where id = :id")
                .bind("id", id).bindByType("sealed", sealed, byte[].class).execute();
    }

    Optional<byte[]> sealedSignIn(Tx tx, ToolServerId id) {
        return tx.handle().createQuery("select sealed_sign_in from tool_server where id = :id for update")
                .bind("id", id).mapTo(byte[].class).findOne();
    }

    void setSignIn(Tx tx, ToolServerId id, byte[] sealed) {
        tx.handle().createUpdate("update tool_server set sealed_sign_in = :sealed where id = :id")
                .bind("id", id).bindByType("sealed", sealed, byte[].class).execute();
    }

    boolean delete(Tx tx, ToolServerId id) {
        return tx.handle().createUpdate("delete from tool_server where id = :id").bind("id", id).execute() == 1;
    }

    private static ToolList list(String json) {
        return json == null ? null : ToolList.read(json);
    }

    private static Map<String, Leave> leaves(String json) {
        Map<String, Leave> leaves = new HashMap<>();
        if (json != null) {
            Json.read(json, JsonNode.class).properties().forEach(one ->
                    leaves.put(one.getKey(), Leave.valueOf(one.getValue().asText().toUpperCase(Locale.ROOT))));
        }
        return leaves;
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
