package weilu.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** The pool of database connections. */
public final class Pool {
    private static final Duration ACQUIRE_SECONDS_MAX = Duration.ofSeconds(10);
    private static final Duration IDLE_CHECK_AFTER = Duration.ofSeconds(30);
    private static final Duration IDLE_CLOSE_AFTER = Duration.ofMinutes(5);

    private static final int VALID_SECONDS_MAX = 3;

    /** The network may go away silently; longer than any statement may take. */
    private static final int SOCKET_SECONDS_MAX = 90;

    private static final int CONNECT_SECONDS_MAX = 10;

    /** The isolation once for all: naming it at each transaction asks PostgreSQL back and forth twice more. */
    private static final String SESSION = """
            set default_transaction_isolation = 'read committed';
            set statement_timeout = '60s';
            set lock_timeout = '20s';
            set idle_in_transaction_session_timeout = '60s'""";

    private Pool() {}

    /** Opens connections as they are needed, up to {@code connectionsMax}. The caller closes it. */
    public static AgroalDataSource open(DatabaseAddress address, int connectionsMax) {
        AtomicReference<AgroalDataSource> opened = new AtomicReference<>();
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.metricsEnabled(true).connectionPoolConfiguration(pool -> pool
                .minSize(0)
                .initialSize(0)
                .maxSize(connectionsMax)
                .acquisitionTimeout(ACQUIRE_SECONDS_MAX)
                .idleValidationTimeout(IDLE_CHECK_AFTER)
                .exceptionSorter(failure -> isBroken(failure, opened))
                .connectionValidator(Pool::isUsable)
                .reapTimeout(IDLE_CLOSE_AFTER)
                .connectionFactoryConfiguration(connection -> connection
                        .connectionProviderClass(Driver.class)
                        .jdbcUrl(address.jdbcUrl())
                        .principal(new NamePrincipal(address.user()))
                        .credential(new SimplePassword(address.password()))
                        .initialSql(SESSION)
                        .jdbcProperty("ApplicationName", "weilu")
                        .jdbcProperty("connectTimeout", Integer.toString(CONNECT_SECONDS_MAX))
                        .jdbcProperty("socketTimeout", Integer.toString(SOCKET_SECONDS_MAX))
                        .jdbcProperty("tcpKeepAlive", "true")
                        .jdbcProperty("reWriteBatchedInserts", "true")
                        // The detail of an error quotes the row, and so what people wrote.
                        .jdbcProperty("logServerErrorDetail", "false")));
        try {
            opened.set(AgroalDataSource.from(configuration));
            return opened.get();
        } catch (SQLException failure) {
            throw new DatabaseUnavailable("The pool of database connections cannot be opened: " + failure.getMessage(),
                    failure);
        }
    }

    /** A connection that broke is not given out again; and where one broke, the idle ones may have, so they are asked. */
    private static boolean isBroken(SQLException failure, AtomicReference<AgroalDataSource> pool) {
        boolean isBroken = Outage.endsConnection(failure);
        if (isBroken && pool.get() != null) {
            pool.get().flush(AgroalDataSource.FlushMode.INVALID);
        }
        return isBroken;
    }

    private static boolean isUsable(Connection connection) {
        try {
            return connection.isValid(VALID_SECONDS_MAX);
        } catch (SQLException broken) {
            return false;
        }
    }

    /** Connections, each opened anew, for work that takes as long as it takes: changing the schema, backups. */
    public static DataSource patient(DatabaseAddress address) {
        PGSimpleDataSource patient = new PGSimpleDataSource();
        patient.setUrl(address.jdbcUrl());
        patient.setUser(address.user());
        patient.setPassword(address.password());
        patient.setApplicationName("weilu");
        patient.setConnectTimeout(CONNECT_SECONDS_MAX);
        patient.setTcpKeepAlive(true);
        patient.setLogServerErrorDetail(false);
        return patient;
    }
}
