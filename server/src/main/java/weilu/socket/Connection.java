package weilu.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import weilu.account.SecretHash;
import weilu.db.Places;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ServerFrame;

/** One open socket of one account. */
final class Connection {
    /** Messages of one connection that wait for their commit; more are refused, so that one client cannot fill the queue. */
    static final int SENDS_IN_FLIGHT_MAX = 256;

    /** Frames of its own that wait while it does not read; then it is closed, and may come back and resume. */
    static final int OUTBOX_FRAMES_MAX = 1_024;

    /** Its frames, but for messages, that wait for the database; more are refused. */
    static final int WORK_IN_FLIGHT_MAX = 256;

    private final Channel channel;
    private final AccountId account;
    private final SecretHash signIn;
    private final Consumer<CloseCode> closer;
    private final Map<RoomId, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Queue<byte[]> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isFlushing = new AtomicBoolean();
    private final AtomicInteger outboxFrames = new AtomicInteger();
    private final AtomicInteger sendsInFlight = new AtomicInteger();
    private final Places work = new Places("connection_work", WORK_IN_FLIGHT_MAX);
    private volatile boolean closed;
    /** Touched on the event loop only. */
    private boolean isToFlush;
    private final Runnable flush = this::flushNow;

    /**
     * @param signIn names the sign-in the socket was opened with, so that ending it closes the socket
     * @param closer sends a close frame with this code
     */
    Connection(Channel channel, AccountId account, SecretHash signIn, Consumer<CloseCode> closer) {
        this.channel = channel;
        this.account = account;
        this.signIn = signIn;
        this.closer = closer;
    }

    Channel channel() {
        return channel;
    }

    AccountId account() {
        return account;
    }

    SecretHash signIn() {
        return signIn;
    }

    void close(CloseCode code) {
        closer.accept(code);
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    Optional<Subscription> subscription(RoomId room) {
        return Optional.ofNullable(subscriptions.get(room));
    }

    void add(Subscription subscription) {
        subscriptions.put(subscription.room(), subscription);
    }

    /** False when it was removed before. */
    boolean remove(Subscription subscription) {
        return subscriptions.remove(subscription.room(), subscription);
    }

    /** From now on it takes no subscription; see {@link RoomHub#closed}. */
    void markClosed() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean beginSend() {
        if (sendsInFlight.incrementAndGet() <= SENDS_IN_FLIGHT_MAX) {
            return true;
        }
        sendsInFlight.decrementAndGet();
        return false;
    }

    void endSend() {
        sendsInFlight.decrementAndGet();
    }

    boolean isSending() {
        return sendsInFlight.get() > 0;
    }

    Places work() {
        return work;
    }

    /** How many frames of its own wait. */
    int outboxFrames() {
        return outboxFrames.get();
    }

    /**
     * Sends a frame to this connection alone; frames sent in quick succession share one write. While the connection takes
     * no more they wait, up to a limit.
     */
    void send(ServerFrame frame) {
        if (outboxFrames.incrementAndGet() > OUTBOX_FRAMES_MAX && !channel.isWritable()) {
            outboxFrames.decrementAndGet();
            close(CloseCode.TOO_SLOW);
            return;
        }
        outbox.add(Wire.encode(frame));
        if (isFlushing.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::flushOutbox);
        }
    }

    /** On the event loop: writes what waits, unless the connection is full; then it is called again once it is not. */
    void flushOutbox() {
        isFlushing.set(false);
        if (!channel.isWritable()) {
            return;
        }
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame = outbox.poll(); frame != null; frame = outbox.poll()) {
            frames.add(frame);
        }
        outboxFrames.addAndGet(-frames.size());
        write(frames);
    }

    /** Writes frames now; on the event loop only. */
    void write(List<byte[]> frames) {
        if (!frames.isEmpty() && channel.isActive()) {
            channel.write(Wire.join(channel.alloc(), frames), channel.voidPromise());
            flushSoon();
        }
    }

    /** Writes a buffer that others share; on the event loop only. */
    void writeShared(ByteBuf frames) {
        if (channel.isActive()) {
            channel.write(frames.retainedDuplicate(), channel.voidPromise());
            flushSoon();
        }
    }

    /** Once for all that the rooms of this connection have for it in one turn of the loop. */
    private void flushSoon() {
        if (!isToFlush) {
            isToFlush = true;
            channel.eventLoop().execute(flush);
        }
    }

    /** Hands on what was written, unless that is done; on the event loop only. */
    void flushNow() {
        if (isToFlush) {
            isToFlush = false;
            channel.flush();
        }
    }
}
