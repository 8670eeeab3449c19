package weilu.socket;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.Places;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog;
import weilu.socket.LoopFeed.Pending;

/** One room that somebody here has open: it reads the log once for all of them and hands frames to the event loops. */
final class RoomFeed {
    private static final System.Logger LOG = System.getLogger(RoomFeed.class.getName());
    private static final int READ_EVENTS_MAX = 1_000;
    private static final Duration AWAY_PAUSE = Duration.ofSeconds(1);

    private final RoomId room;
    private final Db db;
    private final RoomLog log;
    private final Executor reader;
    private final CatchUp catchUp;
    private final Consumer<Subscription> confirm;
    private final Places places;
    private final Map<EventLoop, LoopFeed> loops = new ConcurrentHashMap<>();
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    /** Wake-ups since the running drain began to read; 0 when none runs. */
    private final AtomicInteger wakeups = new AtomicInteger();
    /** How far the log has been handed out; written by the running drain only. Null until the first. */
    private volatile Seq read;
    /** How far the log is said to reach: what memory holds of it may end before, where another node went on. */
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicBoolean isToEnd = new AtomicBoolean();

    /** @param confirm ends a subscription whose member is out of the room */
    RoomFeed(
            RoomId room, Db db, RoomLog log, Executor reader, CatchUp catchUp, Consumer<Subscription> confirm,
            Places places) {
        this.room = room;
        this.db = db;
        this.log = log;
        this.reader = reader;
        this.catchUp = catchUp;
        this.confirm = confirm;
        this.places = places;
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
        LoopFeed feed = loopFeed(subscription);
        subscription.connection().channel().eventLoop().execute(() -> feed.add(subscription));
        // Who comes back hears of everything, also of what was written while a wake-up was lost.
        drain();
    }

    void remove(Subscription subscription) {
        subscription.end();
        subscriptions.remove(subscription);
        LoopFeed feed = loopFeed(subscription);
        subscription.connection().channel().eventLoop().execute(() -> feed.remove(subscription));
    }

    /** On the subscription's event loop: its connection takes more again. */
    void resume(Subscription subscription) {
        loopFeed(subscription).resume(subscription);
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    Set<MemberId> online() {
        return subscriptions.stream().map(Subscription::member).collect(Collectors.toSet());
    }

    void sendLive(byte[] frame, Set<MemberId> only) {
        loops.values().forEach(feed -> feed.offer(List.of(Pending.live(frame, only))));
    }

    /** The log may have grown up to here; the same is often said twice, by the commit and by its notification. */
    void drain(Seq upTo) {
        Seq reached = read;
        if (reached == null || upTo.isAfter(reached)) {
            wanted.accumulateAndGet(upTo.value(), Math::max);
            wake();
        }
    }

    /** The log may have grown: reads it, unless a read is on its way, which then reads once more. */
    void drain() {
        isToEnd.set(true);
        wake();
    }

    private void wake() {
        if (wakeups.getAndIncrement() == 0) {
            reader.execute(this::readUntilQuiet);
        }
    }

    private void readUntilQuiet() {
        int seen;
        do {
            seen = wakeups.get();
            try {
                readAll();
            } catch (DatabaseUnavailable away) {
                isToEnd.set(true);
                awaitDatabase();
            } catch (RuntimeException e) {
                isToEnd.set(true);
                LOG.log(System.Logger.Level.WARNING, "room {0} could not be read: {1}", room, e.toString());
            }
        } while (!wakeups.compareAndSet(seen, 0));
    }

    /** What was written meanwhile must not wait for the next wake-up. */
    private void awaitDatabase() {
        if (subscriptions.isEmpty()) {
            return;
        }
        wakeups.incrementAndGet();
        try {
            Thread.sleep(AWAY_PAUSE);
        } catch (InterruptedException closing) {
            subscriptions.clear();
        }
    }

    private void readAll() {
        boolean toEnd = isToEnd.getAndSet(false);
        List<LoggedEvent> events;
        do {
            events = next();
            if (!events.isEmpty()) {
                handOut(events);
                read = events.getLast().seq();
            }
        } while (!events.isEmpty() && (toEnd || events.size() == READ_EVENTS_MAX || wanted.get() > read.value()));
    }

    /** What follows, from memory where it was committed here just now. */
    private List<LoggedEvent> next() {
        Optional<List<LoggedEvent>> justCommitted = read == null ? Optional.empty() : log.tail().after(room, read);
        return justCommitted.orElseGet(() -> db.inTransaction(tx -> {
            if (read == null) {
                read = log.head(tx, room);
                loops.values().forEach(feed -> feed.offer(List.of(Pending.startingAt(read))));
            }
            return log.read(tx, room, read, READ_EVENTS_MAX);
        }));
    }

    private void handOut(List<LoggedEvent> events) {
        List<Pending> frames = new ArrayList<>(events.size());
        events.forEach(event -> frames.add(Pending.event(event.seq(), Wire.encode(event))));
        loops.values().forEach(feed -> feed.offer(frames));
        events.stream().filter(event -> event.kind().equals(LoggedEvent.MEMBER_LEFT)).forEach(this::letGo);
    }

    /** However they were put out, and on whichever node. */
    private void letGo(LoggedEvent event) {
        MemberId left = ((RoomEvent.MemberLeft) event.event()).member();
        subscriptions.stream().filter(subscription -> subscription.member().equals(left)).forEach(confirm);
    }

    private LoopFeed loopFeed(Subscription subscription) {
        return loops.computeIfAbsent(
                subscription.connection().channel().eventLoop(), loop -> new LoopFeed(loop, catchUp, places));
    }
}
