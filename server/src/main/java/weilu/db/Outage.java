package weilu.db;

import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;

/** Tells a database that cannot be used from a statement that failed, by the SQL states PostgreSQL and its driver give. */
final class Outage {
    private static final String DISK_FULL = "53100";
    private static final String NO_RESOURCES = "53";
    private static final String IO_ERROR = "58030";
    private static final String CONNECTION_FAILED = "08";
    /** Stopped by an administrator, stopped by a crash, not started yet, dropped, idle for too long. */
    private static final String STOPPED = "57P0";

    /** A transaction that said nothing for too long; where the clock jumps, also one that has just begun. */
    private static final String IDLE_TOO_LONG = "25P03";
    /** Waited for too long, for a lock or for the answer. */
    private static final Set<String> TOO_SLOW = Set.of("55P03", "57014");

    private Outage() {}

    /** The same failure, as {@link DatabaseUnavailable} if that is what it comes from. */
    static RuntimeException named(RuntimeException failure) {
        boolean isUnconnected = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailable) {
                return failure;
            }
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return new DatabaseUnavailable(sentence(sql.getSQLState()), failure);
            }
            isUnconnected |= cause instanceof ConnectionException;
        }
        return isUnconnected ? new DatabaseUnavailable("No connection to the database could be had.", failure) : failure;
    }

    /** Whether the connection that said this is of no use any more. */
    static boolean endsConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith(CONNECTION_FAILED) || state.startsWith(STOPPED) || state.equals(IDLE_TOO_LONG));
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        return endsConnection(failure)
                || state != null && (state.startsWith(NO_RESOURCES) || state.equals(IO_ERROR) || TOO_SLOW.contains(state));
    }

    private static String sentence(String state) {
        if (state.equals(DISK_FULL)) {
            return "The disk that holds the database is full.";
        }
        if (TOO_SLOW.contains(state)) {
            return "The database took too long (SQL state " + state + ").";
        }
        return state.startsWith(NO_RESOURCES) || state.equals(IO_ERROR)
                ? "The database has run out of what it needs (SQL state " + state + ")."
                : "The connection to the database was lost (SQL state " + state + ").";
    }
}
