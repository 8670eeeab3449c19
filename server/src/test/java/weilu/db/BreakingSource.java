package weilu.db;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A database whose connection is lost at a commit when that was asked for: before PostgreSQL heard of it, or after. */
public final class BreakingSource {
    /** When the connection goes. */
    public enum Loss { BEFORE_COMMIT, AFTER_COMMIT }

    private static final String CONNECTION_FAILED = "08006";

    private final DataSource real;
    private final AtomicReference<Loss> next = new AtomicReference<>();
    private final AtomicInteger losses = new AtomicInteger();

    public BreakingSource(TestDatabase database) {
        real = database.dataSource();
    }

    /** What this one does is lost at its commits, when asked; what others do on the same database is not. */
    public Db db() {
        return new Db((DataSource) Proxy.newProxyInstance(DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? breaking(real.getConnection()) : invoke(real, method, arguments)));
    }

    /** How many were met so far. */
    public int losses() {
        return losses.get();
    }

    /** The next commit meets it; once. */
    public void loseNext(Loss loss) {
        next.set(loss);
    }

    /** The loss that nobody has met yet is called off. */
    public void spare() {
        next.set(null);
    }

    private Connection breaking(Connection connection) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("commit")) {
                        return invoke(connection, method, arguments);
                    }
                    Loss loss = next.getAndSet(null);
                    if (loss != Loss.BEFORE_COMMIT) {
                        connection.commit();
                    }
                    if (loss != null) {
                        losses.incrementAndGet();
                        throw new SQLException("the connection was lost", CONNECTION_FAILED);
                    }
                    return null;
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
