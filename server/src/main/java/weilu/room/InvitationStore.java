package weilu.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.InvitationId;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** Invitation rows. They change only under the lock of their room's row (RM5). */
final class InvitationStore {
    private static final String SELECT = """
            select i.id, i.room_id, i.inviter, a.display_name as inviter_name, i.secret_salt, i.secret_hash, i.phrase,
                   i.guests, i.uses, i.uses_max, i.created_at, i.expires_at, i.revoked_at
            from invitation i join member m on m.id = i.inviter join account a on a.id = m.account_id
            """;
    private static final String OPEN = """
            i.revoked_at is null and (i.expires_at is null or i.expires_at > :now)
            and (i.uses_max is null or i.uses < i.uses_max)
            """;

    private static final RowMapper<Invitation> INVITATION = (row, context) -> new Invitation(
            new InvitationId(row.getLong("id")), new RoomId(row.getLong("room_id")),
            new MemberId(row.getLong("inviter")), row.getString("inviter_name"),
            new InvitationSecrets.Stored(row.getBytes("secret_salt"), row.getBytes("secret_hash")),
            row.getString("phrase"), row.getBoolean("guests"), row.getInt("uses"),
            row.getObject("uses_max", Integer.class), Rows.instant(row, "created_at"),
            Rows.instant(row, "expires_at"), Rows.instant(row, "revoked_at"));

    /** Inserts it; empty when the phrase opens another room already. */
    Optional<InvitationId> insert(
            Tx tx, Membership inviter, InvitationSecrets.Stored secret, InvitationTerms terms, Instant now) {
        return tx.handle().createQuery("""
                        insert into invitation (room_id, inviter, secret_salt, secret_hash, phrase, phrase_key, guests,
                                                uses_max, created_at, expires_at)
                        values (:room, :inviter, :salt, :hash, :phrase, :key, :guests, :usesMax, :now, :expiresAt)
                        on conflict (phrase_key) do nothing
                        returning id
                        """)
                .bind("room", inviter.room()).bind("inviter", inviter.member())
                .bind("salt", secret.salt()).bind("hash", secret.hash())
                .bindByType("phrase", terms.phrase() == null ? null : terms.phrase().shown(), String.class)
                .bindByType("key", terms.phrase() == null ? null : terms.phrase().key(), String.class)
                .bind("guests", terms.guests())
                .bindByType("usesMax", terms.oneUse() ? 1 : null, Integer.class)
                .bind("now", now)
                .bindByType("expiresAt", terms.validFor() == null ? null : now.plus(terms.validFor()), Instant.class)
                .mapTo(InvitationId.class).findOne();
    }

    /** Frees the phrase if the invitation that had it is over. */
    void freePhrase(Tx tx, String key, Instant now) {
        tx.handle().createUpdate("update invitation i set phrase_key = null where phrase_key = :key and not (" + OPEN + ")")
                .bind("key", key).bind("now", now).execute();
    }

    Optional<Invitation> findBySecret(Tx tx, byte[] hash) {
        return tx.handle().createQuery(SELECT + "where i.secret_hash = :hash")
                .bind("hash", hash).map(INVITATION).findOne();
    }

    Optional<Invitation> findByPhrase(Tx tx, String key) {
        return tx.handle().createQuery(SELECT + "where i.phrase_key = :key")
                .bind("key", key).map(INVITATION).findOne();
    }

    Optional<Invitation> find(Tx tx, RoomId room, InvitationId id) {
        return tx.handle().createQuery(SELECT + "where i.room_id = :room and i.id = :id")
                .bind("room", room).bind("id", id).map(INVITATION).findOne();
    }

    /** Those that open the room now, the newest first. */
    List<Invitation> open(Tx tx, RoomId room, Instant now) {
        return tx.handle().createQuery(SELECT + "where i.room_id = :room and " + OPEN + " order by i.id desc")
                .bind("room", room).bind("now", now).map(INVITATION).list();
    }

    void countUse(Tx tx, InvitationId id) {
        tx.handle().createUpdate("update invitation set uses = uses + 1 where id = :id").bind("id", id).execute();
    }

    void revoke(Tx tx, InvitationId id, Instant now) {
        tx.handle().createUpdate("""
                        update invitation set revoked_at = :now, phrase_key = null where id = :id and revoked_at is null
                        """)
                .bind("id", id).bind("now", now).execute();
    }

    /** Nobody comes in any more by what this member gave out. */
    void revokeAllBy(Tx tx, MemberId inviter, Instant now) {
        tx.handle().createUpdate("""
                        update invitation set revoked_at = :now, phrase_key = null
                        where inviter = :inviter and revoked_at is null
                        """)
                .bind("inviter", inviter).bind("now", now).execute();
    }

    /** Forgets those that have been over since before this time. */
    void deleteOver(Tx tx, RoomId room, Instant before) {
        tx.handle().createUpdate("""
                        delete from invitation
                        where room_id = :room and (revoked_at < :before or expires_at < :before)
                        """)
                .bind("room", room).bind("before", before).execute();
    }
}
