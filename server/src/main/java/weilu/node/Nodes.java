package weilu.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.NodeId;
import weilu.protocol.Json;

/** This node among those that share its database. */
public final class Nodes implements NodeChannel.Inbox, AutoCloseable {
    /** So often a node says that it lives, and looks who else does. */
    public static final Duration BEAT = Duration.ofSeconds(1);
    /** A node that was silent for so long is dead to the others. */
    public static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(Nodes.class.getName());

    /**
     * How nodes reach each other.
     *
     * @param db where nodes are kept
     * @param sure carries what the fast one does not
     * @param fast carries hints and live frames while all nodes have it
     * @param kin the same on all nodes that belong together; empty when nobody else can be at this database
     */
    public record Ways(Db db, Function<NodeChannel.Inbox, NodeChannel> sure,
            Optional<Function<NodeChannel.Inbox, NodeChannel>> fast, Optional<String> kin) {}

    private record Envelope(NodeId from, NodeNote note) {}

    private record Ear<N>(Class<N> kind, Consumer<N> listener) {}

    private final NodeId id = new NodeId(UUID.randomUUID());
    private final Optional<Ways> ways;
    private final NodeStore store = new NodeStore();
    private final List<Ear<?>> ears = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> roomEars = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> presenceEars = new CopyOnWriteArrayList<>();
    private final List<Runnable> comingsAndGoings = new CopyOnWriteArrayList<>();
    private final List<Runnable> interruptions = new CopyOnWriteArrayList<>();
    private final List<Runnable> beats = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread heart;
    private volatile Set<NodeStore.Living> living = Set.of();
    private volatile NodeChannel sure;
    private volatile NodeChannel fast;
    private boolean beatNow;
    private boolean interrupted;
    private boolean closing;

    public Nodes(Ways ways) {
        this(Optional.of(ways));
    }

    private Nodes(Optional<Ways> ways) {
        this.ways = ways;
        heart = Thread.ofVirtual().name("node-heart").unstarted(this::live);
    }

    /** A node that neither tells nor hears anything. */
    public static Nodes alone() {
        return new Nodes(Optional.empty());
    }

    public NodeId id() {
        return id;
    }

    /** Whether no other node is known to live. */
    public boolean isAlone() {
        return living.size() < 2;
    }

    /** Nodes that live, this one included. */
    public int count() {
        return Math.max(1, living.size());
    }

    /** Whether all nodes hear each other by the fast way, so that commits need not notify. */
    public boolean areFast() {
        NodeChannel channel = fast;
        return channel != null && channel.isOpen() && !isAlone() && living.stream().allMatch(NodeStore.Living::fast);
    }

    /** Payloads that wait to be told. */
    public int waiting() {
        return (sure == null ? 0 : sure.waiting()) + (fast == null ? 0 : fast.waiting());
    }

    /** Notes that were too long or too many. */
    public long dropped() {
        return dropped.get();
    }

    /** On the channel's thread: must be quick and must not throw. */
    public <N extends NodeNote> void listen(Class<N> kind, Consumer<N> listener) {
        ears.add(new Ear<>(kind, listener));
    }

    /** Hears that logs have grown; by whatever node, this one included. */
    public void listenToRooms(Consumer<String> listener) {
        roomEars.add(listener);
    }

    public void listenToPresence(Consumer<String> listener) {
        presenceEars.add(listener);
    }

    /** Runs after nodes came or went, or this one was taken for dead. */
    public void onComingAndGoing(Runnable work) {
        comingsAndGoings.add(work);
    }

    /** Runs when something may have been missed; again until it does not throw. */
    public void onInterruption(Runnable work) {
        interruptions.add(work);
    }

    /** Runs every second while there are others. */
    public void onBeat(Runnable work) {
        beats.add(work);
    }

    /** Begins to hear and to live. Throws DatabaseUnavailable when the others have another key file (ND9). */
    public void open() {
        ways.ifPresent(way -> {
            if (way.kin().isPresent()) {
                beat(way);
                requireKin(way);
                LOG.log(System.Logger.Level.INFO, "node {0} is one of {1}", id, living.size());
            }
            sure = way.sure().apply(this);
            fast = way.fast().map(channel -> channel.apply(this)).orElse(null);
            heart.start();
        });
    }

    /** Tells the other nodes, perhaps. Returns at once. */
    public void tell(NodeNote note) {
        if (!isAlone()) {
            pieces(note).forEach(piece -> tell(Topic.LIVE, piece, areFast()));
        }
    }

    /** Tells the other nodes by PostgreSQL, after what this thread has committed. Returns at once. */
    public void tellByDatabase(NodeNote note) {
        if (!isAlone()) {
            pieces(note).forEach(piece -> tell(Topic.LIVE, piece, false));
        }
    }

    /** Tells the other nodes with the commit: when it is, and only then. */
    public void tellWith(Tx tx, NodeNote note) {
        if (mayBeSeveral()) {
            store.notify(tx, Topic.LIVE, pieces(note));
        }
    }

    /** Tells with the commit whose presence to read again. */
    public void tellPresenceWith(Tx tx, Collection<String> payloads) {
        store.notify(tx, Topic.PRESENCE, payloads);
    }

    /** Tells that logs have grown, unless the commit that made them grow notifies. */
    public void tellRooms(Collection<String> payloads) {
        if (areFast()) {
            payloads.forEach(payload -> tell(Topic.ROOM, payload, true));
        }
    }

    @Override
    public void heard(Topic topic, String payload) {
        try {
            switch (topic) {
                case ROOM -> roomEars.forEach(ear -> ear.accept(payload));
                case PRESENCE -> presenceEars.forEach(ear -> ear.accept(payload));
                case NODE -> beatSoon(false);
                case LIVE -> heard(Json.mapper().readValue(payload, Envelope.class));
            }
        } catch (JsonProcessingException | RuntimeException notOurs) {
            // Of a newer version perhaps; without what it said, for that may be words of people.
            LOG.log(System.Logger.Level.DEBUG, "a note about {0} is not understood", topic);
        }
    }

    @Override
    public void interrupted() {
        beatSoon(true);
    }

    /** Says good-bye, so that nobody waits for the lease to end. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            heart.join(CLOSE_MAX);
            if (mayBeSeveral()) {
                ways.get().db().useTransaction(tx -> {
                    store.leave(tx, id);
                    store.notify(tx, Topic.NODE, List.of(id.toString()));
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the other nodes will miss this one in {0} s", LEASE.toSeconds());
        }
        Optional.ofNullable(sure).ifPresent(NodeChannel::close);
        Optional.ofNullable(fast).ifPresent(NodeChannel::close);
    }

    private void heard(Envelope envelope) {
        if (!envelope.from().equals(id)) {
            ears.forEach(ear -> hand(ear, envelope.note()));
        }
    }

    private static <N> void hand(Ear<N> ear, NodeNote note) {
        if (ear.kind().isInstance(note)) {
            ear.listener().accept(ear.kind().cast(note));
        }
    }

    private void tell(Topic topic, String payload, boolean byFast) {
        boolean taken = byFast && fast.tell(topic, payload) || sure.tell(topic, payload);
        if (!taken) {
            dropped.incrementAndGet();
        }
    }

    /** The note as payloads that fit. */
    private List<String> pieces(NodeNote note) {
        String payload = Json.write(new Envelope(id, note));
        if (payload.getBytes(StandardCharsets.UTF_8).length <= NodeChannel.PAYLOAD_BYTES_MAX) {
            return List.of(payload);
        }
        List<NodeNote> halves = note.halves();
        if (halves.isEmpty()) {
            dropped.incrementAndGet();
        }
        List<String> pieces = new ArrayList<>();
        halves.forEach(half -> pieces.addAll(pieces(half)));
        return pieces;
    }

    private synchronized void beatSoon(boolean afterInterruption) {
        beatNow = true;
        interrupted |= afterInterruption;
        notifyAll();
    }

    /** Without others at this database there is nothing to do but after interruptions. */
    private void live() {
        while (pause(mayBeSeveral())) {
            try {
                ways.filter(way -> way.kin().isPresent()).ifPresent(this::beat);
                if (takeInterrupted()) {
                    interruptions.forEach(Runnable::run);
                }
                if (!isAlone()) {
                    beats.forEach(Runnable::run);
                }
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "this node is not heard of for a moment: {0}", failure.toString());
                beatAgain();
            }
        }
    }

    private boolean mayBeSeveral() {
        return ways.flatMap(Ways::kin).isPresent();
    }

    private void beat(Ways way) {
        boolean hasFast = fast != null && fast.isOpen();
        Set<NodeStore.Living> before = living;
        boolean[] made = new boolean[1];
        living = way.db().inTransaction(tx -> {
            made[0] = store.beat(tx, id, hasFast, way.kin().orElseThrow());
            int buried = store.bury(tx, LEASE);
            Set<NodeStore.Living> now = store.living(tx);
            boolean isNews = made[0] || buried > 0 || now.stream().anyMatch(one -> one.id().equals(id) && !before.contains(one));
            if (isNews) {
                store.notify(tx, Topic.NODE, List.of(id.toString()));
            }
            return now;
        });
        if (made[0] || !ids(living).equals(ids(before))) {
            LOG.log(System.Logger.Level.INFO, "nodes that live: {0}", living.size());
            comingsAndGoings.forEach(Runnable::run);
        }
    }

    private void requireKin(Ways way) {
        if (living.stream().anyMatch(other -> !other.kin().equals(way.kin().orElseThrow()))) {
            way.db().useTransaction(tx -> store.leave(tx, id));
            throw new DatabaseUnavailable("Another node of this database has another server.key. Nodes share one data folder:"
                    + " set WEILU_DATA_FOLDER to it.");
        }
    }

    private static Set<NodeId> ids(Set<NodeStore.Living> nodes) {
        return nodes.stream().map(NodeStore.Living::id).collect(Collectors.toSet());
    }

    private synchronized boolean takeInterrupted() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    /** What an interruption asks for is done again after a failure, for nobody knows how far it came. */
    private synchronized void beatAgain() {
        interrupted = true;
        beatNow = false;
    }

    /** Until the next beat is due; false when closing. A node without others waits for an interruption. */
    private synchronized boolean pause(boolean beats) {
        try {
            long end = System.nanoTime() + BEAT.toNanos();
            while (!closing && !beatNow) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if ((beats || interrupted) && left <= 0) {
                    break;
                }
                wait(beats || interrupted ? Math.max(1, left) : 0);
            }
        } catch (InterruptedException e) {
            return false;
        }
        beatNow = false;
        return !closing;
    }
}
