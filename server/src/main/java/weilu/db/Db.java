package weilu.db;

import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Opens transactions. */
public final class Db {
    private final Jdbi jdbi;
    private final Supplier<Optional<String>> refusingWrites;

    public Db(DataSource dataSource) {
        this(dataSource, Optional::empty);
    }

    /** @param refusingWrites why nothing more shall be written for now, in one sentence, if so */
    public Db(DataSource dataSource, Supplier<Optional<String>> refusingWrites) {
        this.refusingWrites = refusingWrites;
        jdbi = Jdbi.create(dataSource);
        IdArguments.register(jdbi);
        // By default the text of an error quotes the bound arguments, and so what people wrote.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    /**
     * Loads what the first connection and statement need, for the time in which PostgreSQL itself starts: cryptography and
     * the parser of statements.
     */
    public static void prepare() {
        Jdbi jdbi = Jdbi.create(() -> {
            throw new SQLException("there is no database yet");
        });
        jdbi.getConfig(SqlStatements.class).getSqlParser().parse("select :nothing", null);
        try {
            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * Runs the work in one read-committed transaction (the pool's connections begin no other): commits when it returns,
     * rolls back when it throws. Then what it registered with {@link Tx#afterCommit} runs. Throws {@link DatabaseUnavailable}
     * when the database is away; if that happened at the commit, nobody knows whether it was done, so what is repeated must
     * be repeatable.
     */
    public <T> T inTransaction(Function<Tx, T> work) {
        Tx[] opened = new Tx[1];
        T result = commit(handle -> {
            opened[0] = new Tx(handle);
            return work.apply(opened[0]);
        });
        opened[0].runAfterCommit();
        return result;
    }

    /**
     * Reads as of one moment, for as long as it takes, and keeps nobody waiting; for what looks through whole tables. Rows that
     * are many are to be read with a fetch size.
     */
    public <T> T inSnapshot(Function<Tx, T> work) {
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                handle.execute("set transaction read only; set local statement_timeout = 0;"
                        + " set local idle_in_transaction_session_timeout = 0");
                return work.apply(new Tx(handle));
            });
        } catch (RuntimeException failure) {
            throw Outage.named(failure);
        }
    }

    /** Like {@link #inTransaction} for work without a result. */
    public void useTransaction(Consumer<Tx> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }

    /**
     * Each statement commits by itself: for those that stand alone and take no lock, at half a transaction's round trips.
     * Throws {@link DatabaseUnavailable} when the database is away.
     */
    public <T> T withoutTransaction(Function<Tx, T> work) {
        try {
            return jdbi.withHandle(handle -> work.apply(new Tx(handle)));
        } catch (RuntimeException failure) {
            throw Outage.named(failure);
        }
    }

    /** Throws {@link DatabaseUnavailable} when what people write must wait, so that what is there can still be read (DB14). */
    void requireRoom() {
        refusingWrites.get().ifPresent(why -> {
            throw new DatabaseUnavailable(why);
        });
    }

    private <T> T commit(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (RuntimeException failure) {
            throw Outage.named(failure);
        }
    }
}
