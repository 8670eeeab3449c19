package weilu.account;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.MemberView.Kind;

/** The SQL of accounts. */
public final class AccountStore {
    /** A name, and the hash of the password that goes with it. */
    record Credentials(AccountId id, String passwordHash) {}

    private static final RowMapper<Account> ACCOUNT = (row, context) -> new Account(
            new AccountId(row.getLong("id")), Rows.constant(row, "kind", Kind.class), row.getString("sign_in_name"),
            row.getString("display_name"), row.getString("picture"), row.getString("language"),
            row.getString("time_zone"), row.getBoolean("has_password"), row.getBoolean("server_admin"),
            Rows.instant(row, "created_at"));
    private static final RowMapper<Credentials> CREDENTIALS = (row, context) ->
            new Credentials(new AccountId(row.getLong("id")), row.getString("password_hash"));

    public Optional<Account> find(Tx tx, AccountId id) {
        return tx.handle().createQuery("""
                select id, kind, sign_in_name, display_name, picture, language, time_zone,
                       password_hash is not null as has_password, server_admin, created_at
                from account where id = :id
                """).bind("id", id).map(ACCOUNT).findOne();
    }

    /** Locks the row, so that what is decided on it still holds at the commit. */
    Optional<Account> lock(Tx tx, AccountId id) {
        return tx.handle().createQuery("""
                select id, kind, sign_in_name, display_name, picture, language, time_zone,
                       password_hash is not null as has_password, server_admin, created_at
                from account where id = :id for update
                """).bind("id", id).map(ACCOUNT).findOne();
    }

    Optional<Credentials> credentials(Tx tx, SignInName name) {
        return tx.handle().createQuery("""
                select id, password_hash from account
                where sign_in_name = :name and kind = 'person' and password_hash is not null
                """).bind("name", name.folded()).map(CREDENTIALS).findOne();
    }

    /** Empty when the name is taken. */
    Optional<AccountId> insertPerson(
            Tx tx, SignInName name, String passwordHash, Profile profile, boolean serverAdmin, Instant now) {
        return tx.handle().createQuery("""
                insert into account
                    (kind, sign_in_name, display_name, language, time_zone, password_hash, server_admin, created_at)
                values ('person', :name, :displayName, :language, :timeZone, :passwordHash, :serverAdmin, :now)
                on conflict (sign_in_name) do nothing returning id
                """)
                .bind("name", name.folded()).bind("displayName", profile.displayName())
                .bind("language", profile.language()).bind("timeZone", profile.timeZone())
                .bind("passwordHash", passwordHash)
                .bind("serverAdmin", serverAdmin).bind("now", now)
                .mapTo(AccountId.class).findOne();
    }

    /** A guest or an agent: an account that does not sign in by a name. */
    AccountId insertNameless(Tx tx, Kind kind, Profile profile, Instant now) {
        return tx.handle().createQuery("""
                insert into account (kind, display_name, language, time_zone, created_at)
                values (:kind, :displayName, :language, :timeZone, :now) returning id
                """)
                .bind("kind", Rows.stored(kind)).bind("displayName", profile.displayName())
                .bind("language", profile.language()).bind("timeZone", profile.timeZone()).bind("now", now)
                .mapTo(AccountId.class).one();
    }

    boolean isNameTaken(Tx tx, SignInName name) {
        return tx.handle().createQuery("select exists (select from account where sign_in_name = :name)")
                .bind("name", name.folded()).mapTo(Boolean.class).one();
    }

    /** False when the name is taken. A name taken at this very moment fails the transaction. */
    boolean makePerson(Tx tx, AccountId guest, SignInName name, String passwordHash) {
        return tx.handle().createUpdate("""
                update account set kind = 'person', sign_in_name = :name, password_hash = :passwordHash
                where id = :id and kind = 'guest'
                  and not exists (select from account taken where taken.sign_in_name = :name)
                """).bind("id", guest).bind("name", name.folded()).bind("passwordHash", passwordHash).execute() == 1;
    }

    void setPassword(Tx tx, AccountId id, String passwordHash) {
        tx.handle().createUpdate("update account set password_hash = :passwordHash where id = :id")
                .bind("id", id).bind("passwordHash", passwordHash).execute();
    }

    void setProfile(Tx tx, AccountId id, Profile profile, String picture) {
        tx.handle().createUpdate("""
                update account set display_name = :displayName, language = :language, time_zone = :timeZone,
                                   picture = :picture
                where id = :id
                """)
                .bind("id", id).bind("displayName", profile.displayName()).bind("language", profile.language())
                .bind("timeZone", profile.timeZone()).bind("picture", picture).execute();
    }

    /** The hash of the account's password, if it has one. */
    Optional<String> passwordHash(Tx tx, AccountId id) {
        return tx.handle().createQuery("""
                select password_hash from account where id = :id and password_hash is not null
                """).bind("id", id).mapTo(String.class).findOne();
    }

    boolean hasServerAdmin(Tx tx) {
        return tx.handle().createQuery("select exists (select from account where server_admin)")
                .mapTo(Boolean.class).one();
    }
}
