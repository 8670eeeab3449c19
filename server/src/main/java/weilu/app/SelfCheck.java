package weilu.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import weilu.app.Finding.Weight;
import weilu.db.DatabaseUnavailable;
import weilu.db.Migrations;

/**
 * Looks, before anything is served, whether the database keeps what it acknowledges and whether the clock can be true.
 * With {@code unsafeDatabaseAllowed} a database that may lose what it acknowledged is only shouted about.
 */
final class SelfCheck {
    private static final int VERSION_MIN = 15;
    private static final Duration CLOCK_GAP_MAX = Duration.ofSeconds(5);
    private static final Duration AHEAD_MAX = Duration.ofMinutes(2);

    /** Nobody ran this build before it was written. */
    private static final Instant CLOCK_MIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final System.Logger LOG = System.getLogger(SelfCheck.class.getName());

    private final Clock clock;
    private final boolean unsafeDatabaseAllowed;

    SelfCheck(Clock clock, boolean unsafeDatabaseAllowed) {
        this.clock = clock;
        this.unsafeDatabaseAllowed = unsafeDatabaseAllowed;
    }

    /** Throws with what is wrong; logs what is worrying. Returns all it found, for the health page. */
    List<Finding> require(Connection connection) {
        List<Finding> findings = look(connection);
        for (Finding finding : findings) {
            switch (finding.weight()) {
                case GOOD -> LOG.log(System.Logger.Level.DEBUG, finding.sentence());
                case WORRYING -> LOG.log(System.Logger.Level.WARNING, finding.sentence());
                case WRONG -> throw new DatabaseUnavailable(finding.sentence());
            }
        }
        return findings;
    }

    List<Finding> look(Connection connection) {
        List<Finding> findings = new ArrayList<>();
        try {
            findings.add(version(one(connection, "show server_version_num")));
            findings.add(writable(connection));
            findings.add(durable(connection, "fsync"));
            findings.add(durable(connection, "full_page_writes"));
            findings.add(durable(connection, "synchronous_commit"));
            findings.add(encoding(connection));
            findings.add(schema(connection));
            findings.add(clockGap(connection));
            findings.add(newest(connection));
            findings.add(ledger(connection));
        } catch (SQLException failure) {
            findings.add(Finding.wrong("PostgreSQL does not answer the start-up questions: " + failure.getMessage()));
        }
        return findings;
    }

    /** The clock alone, without a database. */
    Finding clock() {
        Instant now = clock.instant();
        return Finding.unless(now.isAfter(CLOCK_MIN), "The clock says " + now + ".", Weight.WRONG,
                "The clock says " + now + ", which cannot be. Set it (a time service such as chrony keeps it right).");
    }

    static Finding version(String number) {
        int major = Integer.parseInt(number) / 10_000;
        return Finding.unless(major >= VERSION_MIN, "PostgreSQL is version " + major + ".", Weight.WRONG,
                "PostgreSQL is version " + major + ". Weilu needs " + VERSION_MIN + " or newer.");
    }

    private Finding durable(Connection connection, String setting) throws SQLException {
        String value = one(connection, "show " + setting);
        return Finding.unless(!value.equals("off"), "PostgreSQL has " + setting + " = " + value + ".",
                unsafeDatabaseAllowed ? Weight.WORRYING : Weight.WRONG,
                "PostgreSQL has " + setting + " = off: after a crash, messages people saw as sent may be gone."
                        + " Set it on (or WEILU_UNSAFE_DATABASE_ALLOWED=true to run regardless).");
    }

    private static Finding writable(Connection connection) throws SQLException {
        if (one(connection, "select pg_is_in_recovery()").equals("t")) {
            return Finding.wrong("The database is a standby, which takes no writes. Weilu needs the primary.");
        }
        if (one(connection, "show transaction_read_only").equals("on")) {
            return Finding.wrong("The database is read-only for this user (default_transaction_read_only = on).");
        }
        String mayCreate = one(connection, "select has_schema_privilege(current_schema(), 'create')");
        return Finding.unless("t".equals(mayCreate), "The database takes writes.", Weight.WRONG,
                "The user " + one(connection, "select current_user") + " may not create tables in the database. Make it the"
                        + " owner: alter database " + one(connection, "select current_database()") + " owner to "
                        + one(connection, "select current_user") + ".");
    }

    private static Finding schema(Connection connection) throws SQLException {
        List<String> unknown = Migrations.unknown(connection);
        return Finding.unless(unknown.isEmpty(), "The schema of the database is one this version knows.", Weight.WRONG,
                unknown.isEmpty() ? "" : "The database was used by a newer Weilu (" + unknown.getLast() + "). Start that"
                        + " version or a newer one, or go back to the backup made before the upgrade.");
    }

    private static Finding encoding(Connection connection) throws SQLException {
        String encoding = one(connection, "show server_encoding");
        return Finding.unless(encoding.equals("UTF8"), "The database holds UTF-8.", Weight.WRONG,
                "The database has encoding " + encoding + ". Create it with encoding UTF8.");
    }

    private Finding clockGap(Connection connection) throws SQLException {
        Instant before = clock.instant();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
            Instant after = clock.instant();
            Duration gap = there.isBefore(before) ? Duration.between(there, before)
                    : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
            return Finding.unless(gap.compareTo(CLOCK_GAP_MAX) <= 0, "The clocks of server and database agree.",
                    Weight.WORRYING, "The clocks of server and database differ by " + gap.toSeconds()
                            + " s. Set them by a time service such as chrony.");
        }
    }

    /** What was written last cannot lie in the future, unless the clock was wrong then or is now. */
    private Finding newest(Connection connection) throws SQLException {
        if (one(connection, "select to_regclass('room_event')") == null) {
            return clock();
        }
        String query = """
                select max(at) from (select at from room_event e
                    join room r on r.id = e.room_id and e.seq = r.head_seq) newest""";
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            OffsetDateTime newest = row.getObject(1, OffsetDateTime.class);
            boolean ahead = newest != null && newest.toInstant().isAfter(clock.instant().plus(AHEAD_MAX));
            return ahead ? Finding.worrying("The newest message is dated " + newest
                    + ", later than this machine's clock (" + clock.instant() + "). Was the clock set back?") : clock();
        }
    }

    /** What keeps rows of the ledger from being changed; both keep them. */
    private static Finding ledger(Connection connection) throws SQLException {
        String query = """
                select case when to_regclass('ledger_entry') is null then 'none'
                    when exists (select from pg_roles where rolname = 'weilu_server' and not rolsuper
                        and not has_table_privilege(rolname, 'ledger_entry', 'update, delete')
                        and has_table_privilege(rolname, 'ledger_entry', 'insert')) then 'permission' else 'trigger' end""";
        return Finding.good(switch (one(connection, query)) {
            case "permission" -> "The ledger is only ever added to: by permission and by trigger.";
            case "trigger" -> "The ledger is only ever added to: by its triggers alone, for this database gives the server no"
                    + " second role.";
            default -> "There is no ledger yet.";
        });
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
