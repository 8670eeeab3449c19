package weilu.room;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Passes on what other nodes' commits notify, on a connection of its own. After a lost connection it wakes every room
 * that is open here, for whatever was missed meanwhile.
 */
public final class RoomListener implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(RoomListener.class.getName());

    private final DataSource dataSource;
    private final RoomWakeups wakeups;
    private final Runnable wakeAll;
    private final Thread thread;
    private volatile boolean closing;

    /** @param wakeAll reads every open room's log again */
    public RoomListener(DataSource dataSource, RoomWakeups wakeups, Runnable wakeAll) {
        this.dataSource = dataSource;
        this.wakeups = wakeups;
        this.wakeAll = wakeAll;
        this.thread = Thread.ofPlatform().daemon().name("room-listener").start(this::run);
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }

    private void run() {
        boolean isFirst = true;
        boolean isInterrupted = false;
        while (!closing) {
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("listen " + RoomNotice.CHANNEL);
                if (!isFirst) {
                    wakeAll.run();
                }
                isFirst = false;
                isInterrupted = false;
                listen(connection.unwrap(PGConnection.class));
            } catch (SQLException | RuntimeException e) {
                if (!closing) {
                    if (!isInterrupted) {
                        LOG.log(System.Logger.Level.WARNING, "notifications of the log are interrupted: {0}", e.toString());
                    }
                    isInterrupted = true;
                    pause();
                }
            }
        }
    }

    private void listen(PGConnection connection) throws SQLException {
        while (!closing) {
            PGNotification[] notifications = connection.getNotifications((int) POLL.toMillis());
            if (notifications == null) {
                continue;
            }
            for (PGNotification notification : notifications) {
                RoomNotice.read(notification.getParameter(), wakeups::appended);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
