package weilu.db;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Opens transactions. */
public final class Db {
    private final Jdbi jdbi;

    public Db(DataSource dataSource) {
        jdbi = Jdbi.create(dataSource);
        jdbi.registerArgument(new InstantArgument());
        IdArguments.register(jdbi);
    }

    /**
     * Runs the work in one read-committed transaction: commits when it returns, rolls back when it throws. Then what it
     * registered with {@link Tx#afterCommit} runs.
     */
    public <T> T inTransaction(Function<Tx, T> work) {
        Tx[] opened = new Tx[1];
        T result = jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, handle -> {
            opened[0] = new Tx(handle);
            return work.apply(opened[0]);
        });
        opened[0].runAfterCommit();
        return result;
    }

    /** Like {@link #inTransaction} for work without a result. */
    public void useTransaction(Consumer<Tx> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }

    /** Instants go in as timestamptz, whatever the JVM's zone. */
    private static final class InstantArgument extends AbstractArgumentFactory<java.time.Instant> {
        InstantArgument() {
            super(java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(java.time.Instant value, ConfigRegistry config) {
            return (position, statement, context) ->
                    statement.setObject(position, value.atOffset(java.time.ZoneOffset.UTC));
        }
    }
}
