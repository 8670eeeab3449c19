package weilu.account;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;

/** The SQL of invitations to the server. */
public final class ServerInvitationStore {
    private static final RowMapper<ServerInvitation> INVITATION = (row, context) -> new ServerInvitation(
            row.getLong("id"), row.getString("note"), Rows.instant(row, "created_at"),
            Rows.instant(row, "expires_at"), row.getInt("uses_left"));

    long insert(Tx tx, SecretHash secret, String note, AccountId by, Instant now, Instant expiresAt, int uses) {
        return tx.handle().createQuery("""
                insert into server_invitation (secret_hash, note, created_by, created_at, expires_at, uses_left)
                values (:secret, :note, :by, :now, :expiresAt, :uses) returning id
                """)
                .bind("secret", secret.bytes()).bind("note", note).bind("by", by)
                .bind("now", now).bind("expiresAt", expiresAt).bind("uses", uses).mapTo(Long.class).one();
    }

    /** Latest first. */
    List<ServerInvitation> list(Tx tx, Instant now) {
        return tx.handle().createQuery("""
                select id, note, created_at, expires_at, uses_left from server_invitation
                where expires_at > :now and uses_left > 0 order by id desc
                """).bind("now", now).map(INVITATION).list();
    }

    boolean holds(Tx tx, SecretHash secret, Instant now) {
        return tx.handle().createQuery("""
                select exists (select from server_invitation
                               where secret_hash = :secret and expires_at > :now and uses_left > 0)
                """).bind("secret", secret.bytes()).bind("now", now).mapTo(Boolean.class).one();
    }

    /** False when it is unknown, expired or used up; however many try at once, no more than its uses get true. */
    boolean use(Tx tx, SecretHash secret, Instant now) {
        return tx.handle().createUpdate("""
                update server_invitation set uses_left = uses_left - 1
                where secret_hash = :secret and expires_at > :now and uses_left > 0
                """).bind("secret", secret.bytes()).bind("now", now).execute() == 1;
    }

    boolean delete(Tx tx, long id) {
        return tx.handle().createUpdate("delete from server_invitation where id = :id").bind("id", id).execute() == 1;
    }

    void deleteSpent(Tx tx, Instant now) {
        tx.handle().createUpdate("delete from server_invitation where expires_at <= :now or uses_left = 0")
                .bind("now", now).execute();
    }
}
