package weilu.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.MemberView.Kind;

/** The SQL of sign-ins. */
public final class SignInStore {
    /** A valid sign-in and whose it is. */
    record Found(SecretHash token, AccountId accountId, Kind kind, boolean serverAdmin, Instant seenAt) {}

    /** A sign-in as its owner may see it. */
    record Listed(long id, SecretHash token, String client, Instant createdAt, Instant seenAt) {}

    private static final RowMapper<Found> FOUND = (row, context) -> new Found(
            SecretHash.ofBytes(row.getBytes("token_hash")), new AccountId(row.getLong("account_id")),
            Rows.constant(row, "kind", Kind.class), row.getBoolean("server_admin"), Rows.instant(row, "seen_at"));
    private static final RowMapper<Listed> LISTED = (row, context) -> new Listed(
            row.getLong("id"), SecretHash.ofBytes(row.getBytes("token_hash")), row.getString("client"),
            Rows.instant(row, "created_at"), Rows.instant(row, "seen_at"));

    void insert(Tx tx, SecretHash token, AccountId account, String client, Instant now, Instant expiresAt) {
        tx.handle().createUpdate("""
                insert into sign_in (token_hash, account_id, client, created_at, seen_at, expires_at)
                values (:token, :account, :client, :now, :now, :expiresAt)
                """)
                .bind("token", token.bytes()).bind("account", account).bind("client", client)
                .bind("now", now).bind("expiresAt", expiresAt).execute();
    }

    List<Found> find(Tx tx, Collection<SecretHash> tokens, Instant now) {
        return tx.handle().createQuery("""
                select sign_in.token_hash, sign_in.account_id, account.kind, account.server_admin, sign_in.seen_at
                from sign_in join account on account.id = sign_in.account_id
                where sign_in.token_hash = any(:tokens) and sign_in.expires_at > :now
                """).bind("tokens", bytes(tokens)).bind("now", now).map(FOUND).list();
    }

    void see(Tx tx, Collection<SecretHash> tokens, Instant now, Instant expiresAt) {
        tx.handle().createUpdate("""
                update sign_in set seen_at = :now, expires_at = :expiresAt where token_hash = any(:tokens)
                """).bind("tokens", bytes(tokens)).bind("now", now).bind("expiresAt", expiresAt).execute();
    }

    private static byte[][] bytes(Collection<SecretHash> tokens) {
        return tokens.stream().map(SecretHash::bytes).toArray(byte[][]::new);
    }

    /** Latest seen first. */
    List<Listed> list(Tx tx, AccountId account, Instant now) {
        return tx.handle().createQuery("""
                select id, token_hash, client, created_at, seen_at from sign_in
                where account_id = :account and expires_at > :now order by seen_at desc, id desc
                """).bind("account", account).bind("now", now).map(LISTED).list();
    }

    boolean delete(Tx tx, SecretHash token) {
        return tx.handle().createUpdate("delete from sign_in where token_hash = :token")
                .bind("token", token.bytes()).execute() == 1;
    }

    /** The token hash of what was deleted; empty when the account has no such sign-in. */
    Optional<SecretHash> delete(Tx tx, AccountId account, long id) {
        return tx.handle().createQuery("""
                delete from sign_in where account_id = :account and id = :id returning token_hash
                """).bind("account", account).bind("id", id).mapTo(byte[].class).findOne().map(SecretHash::ofBytes);
    }

    int deleteAll(Tx tx, AccountId account) {
        return tx.handle().createUpdate("delete from sign_in where account_id = :account")
                .bind("account", account).execute();
    }

    List<SecretHash> deleteOthers(Tx tx, AccountId account, SecretHash kept) {
        return tx.handle().createQuery("""
                delete from sign_in where account_id = :account and token_hash <> :kept returning token_hash
                """).bind("account", account).bind("kept", kept.bytes()).mapTo(byte[].class).list()
                .stream().map(SecretHash::ofBytes).toList();
    }

    /** Deletes the account's longest unseen sign-ins beyond the number to keep. */
    List<SecretHash> deleteBeyond(Tx tx, AccountId account, int kept) {
        return tx.handle().createQuery("""
                delete from sign_in where token_hash in (
                    select token_hash from sign_in where account_id = :account
                    order by seen_at desc, id desc offset :kept)
                returning token_hash
                """).bind("account", account).bind("kept", kept).mapTo(byte[].class).list()
                .stream().map(SecretHash::ofBytes).toList();
    }

    int deleteExpired(Tx tx, Instant now) {
        return tx.handle().createUpdate("delete from sign_in where expires_at <= :now").bind("now", now).execute();
    }
}
