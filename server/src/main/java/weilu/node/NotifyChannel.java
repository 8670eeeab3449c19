package weilu.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * By PostgreSQL's NOTIFY. One connection hears for the whole node; what is to be told gathers while the previous lot is on
 * its way.
 */
public final class NotifyChannel implements NodeChannel {
    static final int WAITING_MAX = 4_096;
    static final int TOLD_AT_ONCE_MAX = 256;
    /** After so long a silence the connection is tried: a network that is gone says nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(NotifyChannel.class.getName());

    private record Told(Topic topic, String payload) {}

    private final DataSource dataSource;
    private final Inbox inbox;
    private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread ear;
    private final Thread mouth;
    private volatile boolean open;
    private volatile boolean closing;

    public NotifyChannel(DataSource dataSource, Inbox inbox) {
        this.dataSource = dataSource;
        this.inbox = inbox;
        ear = Thread.ofPlatform().daemon().name("node-ear").start(this::hear);
        mouth = Thread.ofPlatform().daemon().name("node-mouth").start(this::speak);
    }

    /** Whether this node hears. */
    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean tell(Topic topic, String payload) {
        return queue.offer(new Told(topic, payload));
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    @Override
    public void close() {
        closing = true;
        ear.interrupt();
        mouth.interrupt();
    }

    private void hear() {
        while (!closing) {
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                for (Topic topic : Topic.values()) {
                    statement.execute("listen " + topic.channel());
                }
                open = true;
                inbox.interrupted();
                listen(connection.unwrap(PGConnection.class), statement);
            } catch (SQLException | RuntimeException failure) {
                boolean wasOpen = open;
                open = false;
                if (!closing) {
                    LOG.log(wasOpen ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                            "notifications are interrupted: {0}", failure.toString());
                    pause();
                }
            }
        }
    }

    private void listen(PGConnection connection, Statement probe) throws SQLException {
        while (!closing) {
            PGNotification[] notifications = connection.getNotifications((int) SILENCE.toMillis());
            if (notifications == null || notifications.length == 0) {
                probe.execute("select 1");
                continue;
            }
            for (PGNotification notification : notifications) {
                Topic.of(notification.getName())
                        .ifPresent(topic -> inbox.heard(topic, notification.getParameter()));
            }
        }
    }

    private void speak() {
        List<Told> lot = new ArrayList<>();
        while (!closing) {
            try {
                lot.add(queue.take());
                queue.drainTo(lot, TOLD_AT_ONCE_MAX - 1);
                send(lot);
            } catch (InterruptedException e) {
                // Closing, which the loop sees.
            } catch (SQLException | RuntimeException failure) {
                // Dropped: it was live, and by the time the database is back nobody waits for it.
                if (!closing) {
                    LOG.log(System.Logger.Level.WARNING, "{0} notes to other nodes are lost: {1}",
                            lot.size(), failure.toString());
                    pause();
                }
            }
            lot.clear();
        }
    }

    private void send(List<Told> lot) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(pg_notify(t.topic, t.payload)) from unnest(?, ?) as t (topic, payload)")) {
            connection.setAutoCommit(true);
            statement.setArray(1, connection.createArrayOf("text", lot.stream().map(one -> one.topic().channel()).toArray()));
            statement.setArray(2, connection.createArrayOf("text", lot.stream().map(Told::payload).toArray()));
            statement.execute();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException e) {
            // Closing, which the loops see.
        }
    }
}
