package weilu.db;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * A fresh, migrated database for one test class, in a real PostgreSQL that all tests of this JVM share. Its files stay
 * under {@code target/} so that the next run need not make them again.
 */
public final class TestDatabase implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 16;
    private static final int FOLDERS_MAX = 32;
    /** No test cuts the power, and waiting for the disk at each commit is most of the time tests take. */
    private static final String QUICK = "?options=-c%20synchronous_commit%3Doff";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAddress address;
    private final AgroalDataSource dataSource;

    private TestDatabase(DatabaseAddress address) {
        this.address = address;
        DatabaseAddress quick = new DatabaseAddress(address.jdbcUrl() + QUICK, address.user(), address.password());
        this.dataSource = Pool.open(quick, CONNECTIONS_MAX);
    }

    public static TestDatabase fresh() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Server.run("create database " + name + " template " + Server.TEMPLATE);
        return new TestDatabase(Server.addressOf(name));
    }

    /** An empty database, for tests of the migrations themselves. */
    public static TestDatabase empty() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Server.run("create database " + name);
        return new TestDatabase(Server.addressOf(name));
    }

    public Db db() {
        return new Db(dataSource);
    }

    /** As the server's own PostgreSQL is used from day to day: by the role that owns nothing. The caller closes it. */
    public AgroalDataSource dailyPool() {
        return Pool.open(new DatabaseAddress(address.jdbcUrl() + QUICK, PostgresCluster.SERVER_ROLE, address.password()),
                CONNECTIONS_MAX);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** As the server would open it: with what the cluster is set to. */
    public DatabaseAddress address() {
        return address;
    }

    public String jdbcUrl() {
        return address.jdbcUrl();
    }

    @Override
    public void close() {
        dataSource.close();
        Server.run("drop database " + address.jdbcUrl().replaceFirst(".*/", "") + " with (force)");
    }

    /** The one PostgreSQL of this JVM; started when the first test asks. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        static final String TEMPLATE = template();

        static DatabaseAddress addressOf(String database) {
            String url = POSTGRES.jdbcUrl().replaceFirst("/[^/]*$", "/" + database);
            return new DatabaseAddress(url, POSTGRES.user(), POSTGRES.password());
        }

        static void run(String statement) {
            try (Connection connection = addressOf("postgres").connect();
                    Statement open = connection.createStatement()) {
                open.execute(statement);
            } catch (SQLException failure) {
                throw new IllegalStateException(statement, failure);
            }
        }

        /**
         * Each class loader in a folder of its own, which it tries once in this JVM: when another tries it again, the operating
         * system drops this process's lock on it, and another JVM would take the PostgreSQL over.
         */
        private static EmbeddedPostgres start() {
            DatabaseUnavailable last = null;
            for (int folder = 0; folder < FOLDERS_MAX; folder++) {
                if (System.getProperties().putIfAbsent("weilu.test-postgres-" + folder, "tried") != null) {
                    continue;
                }
                try {
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("target", "test-postgres-" + folder));
                    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
                    return postgres;
                } catch (DatabaseUnavailable inUse) {
                    last = inUse;
                }
            }
            throw last;
        }

        /** The name tells which scripts it was made from: those of an earlier run are dropped, the same are used again. */
        private static String template() {
            String wanted = "template_" + Long.toHexString(scriptsSum());
            List<String> existing = databases();
            existing.stream().filter(name -> name.startsWith("test_") || name.startsWith("template_"))
                    .filter(name -> !name.equals(wanted))
                    .forEach(name -> run("drop database if exists " + name + " with (force)"));
            if (!existing.contains(wanted)) {
                String making = wanted + "_making";
                run("create database " + making);
                try (AgroalDataSource pool = Pool.open(addressOf(making), 2)) {
                    new Migrations(pool, addressOf(making)).run();
                }
                run("alter database " + making + " rename to " + wanted);
            }
            return wanted;
        }

        private static List<String> databases() {
            try (Connection connection = addressOf("postgres").connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select datname from pg_database where not datistemplate")) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static long scriptsSum() {
            CRC32 sum = new CRC32();
            MigrationScripts.known().getResources("", new String[] {".sql"}).forEach(script -> {
                sum.update(script.getFilename().getBytes(StandardCharsets.UTF_8));
                sum.update(read(script.getAbsolutePath()));
            });
            return sum.getValue();
        }

        private static byte[] read(String resource) {
            try (InputStream stream = TestDatabase.class.getClassLoader().getResourceAsStream(resource)) {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new IllegalStateException(resource, failure);
            }
        }
    }
}
