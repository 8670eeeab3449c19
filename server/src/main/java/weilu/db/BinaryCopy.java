package weilu.db;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLState;

/**
 * Rows on their way into a table by PostgreSQL's COPY, the cheapest way in for many: it neither plans nor looks for
 * conflicts, and it inserts the first rows while the last are still being written here. The format is in PostgreSQL's manual
 * under COPY, "Binary Format".
 */
public final class BinaryCopy {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int END = -1;
    private static final int PIECE_BYTES = 32 * 1024;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final CopyIn copy;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * PIECE_BYTES);
    private final DataOutputStream out = new DataOutputStream(piece);

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Copies all rows, or none where a unique index refuses one of them; the transaction goes on in both cases.
     *
     * @param table with its columns: {@code "room_event (room_id, seq)"}
     * @param write writes one row: {@link #begin} and then its columns in that order
     * @return whether they are in
     */
    public static <R> boolean tryAll(Tx tx, String table, Iterable<R> rows, BiConsumer<BinaryCopy, R> write) {
        Connection connection = tx.handle().getConnection();
        try {
            Savepoint before = connection.setSavepoint();
            try {
                all(connection, table, rows, write);
                return true;
            } catch (SQLException refused) {
                if (!PSQLState.UNIQUE_VIOLATION.getState().equals(refused.getSQLState())) {
                    throw refused;
                }
                connection.rollback(before);
                return false;
            }
        } catch (SQLException failure) {
            // The driver's text would quote the row that failed.
            throw new CopyFailed(table, failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <R> void all(Connection connection, String table, Iterable<R> rows, BiConsumer<BinaryCopy, R> write)
            throws SQLException, IOException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("copy " + table + " from stdin (format binary)");
        try {
            BinaryCopy copying = new BinaryCopy(copy);
            copying.head();
            for (R row : rows) {
                write.accept(copying, row);
                copying.sendIfFull();
            }
            copying.end();
        } finally {
            // A COPY left open would keep the connection from being rolled back.
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    public BinaryCopy begin(int columns) {
        return write(() -> out.writeShort(columns));
    }

    public BinaryCopy int8(long value) {
        return write(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(value);
        });
    }

    public BinaryCopy int4(int value) {
        return write(() -> {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        });
    }

    public BinaryCopy timestamptz(Instant at) {
        return int8(ChronoUnit.MICROS.between(EPOCH, at));
    }

    public BinaryCopy uuid(UUID value) {
        return write(() -> {
            out.writeInt(2 * Long.BYTES);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        });
    }

    public BinaryCopy text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return write(() -> {
            out.writeInt(bytes.length);
            out.write(bytes);
        });
    }

    private void head() throws IOException {
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    private void sendIfFull() throws SQLException {
        if (piece.size() >= PIECE_BYTES) {
            send();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(piece.toByteArray(), 0, piece.size());
        copy.flushCopy();
        piece.reset();
    }

    private void end() throws SQLException, IOException {
        out.writeShort(END);
        send();
        copy.endCopy();
    }

    private interface Write {
        void run() throws IOException;
    }

    private BinaryCopy write(Write write) {
        try {
            write.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    /** What went wrong, without what was written. */
    private static final class CopyFailed extends RuntimeException {
        CopyFailed(String table, SQLException failure) {
            super("copying into " + table + " failed (SQL state " + failure.getSQLState() + ")", withoutText(failure));
        }

        private static SQLException withoutText(SQLException failure) {
            return new SQLException("no text", failure.getSQLState());
        }
    }
}
