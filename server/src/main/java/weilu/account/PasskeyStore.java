package weilu.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;

/** The SQL of passkeys and their challenges. */
public final class PasskeyStore {
    /** A passkey with what is needed to check a signature of it. */
    record Stored(
            long id, AccountId account, byte[] attested, long signCount, boolean userVerified,
            boolean backupEligible, boolean backedUp) {}

    private static final RowMapper<Stored> STORED = (row, context) -> new Stored(
            row.getLong("id"), new AccountId(row.getLong("account_id")), row.getBytes("attested"),
            row.getLong("sign_count"), row.getBoolean("user_verified"), row.getBoolean("backup_eligible"),
            row.getBoolean("backed_up"));
    private static final RowMapper<PasskeyView> VIEW = (row, context) -> new PasskeyView(
            row.getLong("id"), row.getString("label"), Rows.instant(row, "created_at"), Rows.instant(row, "used_at"));

    /** Empty when the credential is registered already. */
    Optional<Long> insert(Tx tx, Stored passkey, byte[] credentialId, String label, Instant now) {
        return tx.handle().createQuery("""
                insert into passkey (credential_id, account_id, label, attested, sign_count, user_verified,
                                     backup_eligible, backed_up, created_at)
                values (:credentialId, :account, :label, :attested, :signCount, :userVerified,
                        :backupEligible, :backedUp, :now)
                on conflict (credential_id) do nothing returning id
                """)
                .bind("credentialId", credentialId).bind("account", passkey.account()).bind("label", label)
                .bind("attested", passkey.attested()).bind("signCount", passkey.signCount())
                .bind("userVerified", passkey.userVerified()).bind("backupEligible", passkey.backupEligible())
                .bind("backedUp", passkey.backedUp()).bind("now", now).mapTo(Long.class).findOne();
    }

    /** Locks the passkey, so that its counter is compared and moved as one. */
    Optional<Stored> lock(Tx tx, byte[] credentialId) {
        return tx.handle().createQuery("""
                select id, account_id, attested, sign_count, user_verified, backup_eligible, backed_up
                from passkey where credential_id = :credentialId for update
                """).bind("credentialId", credentialId).map(STORED).findOne();
    }

    void use(Tx tx, long id, long signCount, boolean userVerified, boolean backedUp, Instant now) {
        tx.handle().createUpdate("""
                update passkey set sign_count = :signCount, user_verified = user_verified or :userVerified,
                                   backed_up = :backedUp, used_at = :now
                where id = :id
                """)
                .bind("id", id).bind("signCount", signCount).bind("userVerified", userVerified)
                .bind("backedUp", backedUp).bind("now", now).execute();
    }

    /** Oldest first. */
    List<PasskeyView> list(Tx tx, AccountId account) {
        return tx.handle().createQuery("""
                select id, label, created_at, used_at from passkey where account_id = :account order by id
                """).bind("account", account).map(VIEW).list();
    }

    List<byte[]> credentialIds(Tx tx, AccountId account) {
        return tx.handle().createQuery("select credential_id from passkey where account_id = :account order by id")
                .bind("account", account).mapTo(byte[].class).list();
    }

    int count(Tx tx, AccountId account) {
        return tx.handle().createQuery("select count(*) from passkey where account_id = :account")
                .bind("account", account).mapTo(Integer.class).one();
    }

    boolean rename(Tx tx, AccountId account, long id, String label) {
        return tx.handle().createUpdate("update passkey set label = :label where account_id = :account and id = :id")
                .bind("account", account).bind("id", id).bind("label", label).execute() == 1;
    }

    boolean delete(Tx tx, AccountId account, long id) {
        return tx.handle().createUpdate("delete from passkey where account_id = :account and id = :id")
                .bind("account", account).bind("id", id).execute() == 1;
    }

    /** @param account whose new passkey the challenge is for, or null to sign in */
    void insertChallenge(Tx tx, byte[] challenge, AccountId account, Instant expiresAt) {
        tx.handle().createUpdate("""
                insert into passkey_challenge (challenge, account_id, expires_at)
                values (:challenge, :account, :expiresAt)
                """)
                .bind("challenge", challenge).bindByType("account", account, AccountId.class)
                .bind("expiresAt", expiresAt).execute();
    }

    /** True once for a challenge that was given for this and is in time. */
    boolean takeChallenge(Tx tx, byte[] challenge, AccountId account, Instant now) {
        return tx.handle().createUpdate("""
                delete from passkey_challenge
                where challenge = :challenge and account_id is not distinct from :account and expires_at > :now
                """)
                .bind("challenge", challenge).bindByType("account", account, AccountId.class).bind("now", now)
                .execute() == 1;
    }

    void deleteExpiredChallenges(Tx tx, Instant now) {
        tx.handle().createUpdate("delete from passkey_challenge where expires_at <= :now")
                .bind("now", now).execute();
    }
}
