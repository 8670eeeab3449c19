package weilu.node;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.SecretKey;
import weilu.db.Seal;

/**
 * By NATS: quicker than NOTIFY, and no load on the database. It connects by itself, again and again; while it is not open,
 * nothing is told by it. All is sealed (ND8).
 */
public final class NatsChannel implements NodeChannel, ConnectionListener, ErrorListener {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration PING = Duration.ofSeconds(2);
    private static final Duration FLUSH_MAX = Duration.ofSeconds(2);
    private static final int PINGS_UNANSWERED_MAX = 2;
    private static final System.Logger LOG = System.getLogger(NatsChannel.class.getName());

    private final Seal seal;
    private final Inbox inbox;
    private final Object opening = new Object();
    private Dispatcher ear;
    private volatile Connection connection;
    private volatile boolean open;
    private volatile boolean closing;

    /**
     * @param url like {@code nats://user:password@host:4222}, or {@code tls://…}; several are separated by commas
     * @param key of 32 bytes, the same on all nodes
     */
    public NatsChannel(String url, SecretKey key, SecureRandom random, Inbox inbox) {
        this.seal = new Seal(key, random);
        this.inbox = inbox;
        Options options = new Options.Builder()
                .servers(url.split(","))
                .connectionName("weilu")
                .connectionListener(this)
                .errorListener(this)
                .connectionTimeout(CONNECT_MAX)
                .maxReconnects(-1)
                .reconnectWait(RECONNECT)
                .reconnectBufferSize(0)
                .pingInterval(PING)
                .maxPingsOut(PINGS_UNANSWERED_MAX)
                .build();
        try {
            Nats.connectAsynchronously(options, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean tell(Topic topic, String payload) {
        Connection now = connection;
        if (!open || now == null) {
            return false;
        }
        try {
            now.publish(subject(topic), seal.close(topic.channel(), payload));
            return true;
        } catch (IllegalStateException notConnected) {
            return false;
        }
    }

    @Override
    public int waiting() {
        Connection now = connection;
        return now == null ? 0 : (int) now.outgoingPendingMessageCount();
    }

    @Override
    public void connectionEvent(Connection on, Events event) {
        switch (event) {
            case CONNECTED, RECONNECTED, RESUBSCRIBED -> Thread.ofVirtual().start(() -> begin(on));
            case DISCONNECTED, CLOSED -> lost();
            default -> { }
        }
    }

    /** Open once the server has taken the subscriptions in. */
    private void begin(Connection on) {
        synchronized (opening) {
            try {
                if (closing) {
                    on.close();
                    return;
                }
                connection = on;
                if (ear == null) {
                    ear = on.createDispatcher();
                    for (Topic topic : Topic.values()) {
                        ear.subscribe(subject(topic), message ->
                                seal.open(topic.channel(), message.getData()).ifPresent(payload -> inbox.heard(topic, payload)));
                    }
                }
                on.flush(FLUSH_MAX);
                boolean before = open;
                open = on.getStatus() == Connection.Status.CONNECTED;
                if (open && !before) {
                    LOG.log(System.Logger.Level.INFO, "NATS is there");
                    inbox.interrupted();
                }
            } catch (Exception failure) {
                LOG.log(System.Logger.Level.WARNING, "NATS cannot be used yet: {0}", failure.toString());
            }
        }
    }

    private void lost() {
        if (open) {
            open = false;
            LOG.log(System.Logger.Level.WARNING, "NATS is lost; NOTIFY carries everything meanwhile");
            inbox.interrupted();
        }
    }

    @Override
    public void errorOccurred(Connection on, String error) {
        LOG.log(System.Logger.Level.WARNING, "NATS: {0}", error);
    }

    @Override
    public void close() {
        closing = true;
        open = false;
        Connection now = connection;
        if (now != null) {
            try {
                now.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String subject(Topic topic) {
        return topic.channel().replace('_', '.');
    }
}
