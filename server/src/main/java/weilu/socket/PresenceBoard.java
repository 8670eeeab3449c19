package weilu.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import weilu.db.Db;
import weilu.db.Pause;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.NodeId;
import weilu.id.RoomId;
import weilu.node.NodeChannel;
import weilu.node.Nodes;

/**
 * Who is connected to which node: a table in which each node writes its own people and reads the others' (SK9). A dead
 * node's rows go with it. While this node is alone nothing is written.
 */
public final class PresenceBoard implements AutoCloseable {
    static final int ROOMS_PER_PASS_MAX = 500;
    private static final long PASSES_APART_MILLIS = 100;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS_MAX = 2_000;
    private static final System.Logger LOG = System.getLogger(PresenceBoard.class.getName());

    private final Db db;
    private final Nodes nodes;
    private final PresenceStore store = new PresenceStore();
    private final Map<RoomId, Set<MemberId>> elsewhere = new ConcurrentHashMap<>();
    private final Set<RoomId> toWrite = new LinkedHashSet<>();
    private final Set<RoomId> toRead = new LinkedHashSet<>();
    private RoomHub hub;
    private Thread thread;
    private boolean all;
    private boolean closing;

    public PresenceBoard(Db db, Nodes nodes) {
        this.db = db;
        this.nodes = nodes;
    }

    /** Begins to tell who is connected to this hub. */
    public void open(RoomHub here) {
        hub = here;
        nodes.listenToPresence(this::heard);
        nodes.onComingAndGoing(this::everything);
        nodes.onInterruption(this::everything);
        thread = Thread.ofVirtual().name("presence-board").start(this::run);
    }

    /** Who of a room that is open here is connected to other nodes. */
    Set<MemberId> elsewhere(RoomId room) {
        return elsewhere.getOrDefault(room, Set.of());
    }

    /** The same, of any room. */
    Set<MemberId> elsewhere(Tx tx, RoomId room) {
        return nodes.isAlone() ? Set.of() : store.elsewhere(tx, nodes.id(), List.of(room)).getOrDefault(room, Set.of());
    }

    /** Somebody came or went; returns at once. */
    synchronized void changedHere(RoomId room) {
        if (!nodes.isAlone()) {
            toWrite.add(room);
            notifyAll();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            if (thread != null) {
                thread.join(CLOSE_MILLIS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void everything() {
        all = true;
        notifyAll();
    }

    /** The node, then rooms. */
    private synchronized void heard(String payload) {
        String[] words = payload.split(" ");
        if (NodeId.fromString(words[0]).equals(nodes.id())) {
            return;
        }
        for (int i = 1; i < words.length; i++) {
            toRead.add(RoomId.fromString(words[i]));
        }
        notifyAll();
    }

    private void run() {
        while (awaitWork()) {
            List<RoomId> write = List.of();
            List<RoomId> read = List.of();
            try {
                if (takeAll()) {
                    beginAnew();
                }
                write = take(toWrite);
                read = take(toRead);
                pass(write, read);
                Thread.sleep(PASSES_APART_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "who is there is not told for a moment: {0}", failure.toString());
                again(write, read);
            }
        }
    }

    private void beginAnew() {
        Set<RoomId> open = hub.openRooms();
        elsewhere.keySet().retainAll(open);
        if (!nodes.isAlone()) {
            db.useTransaction(tx -> store.keepOnly(tx, nodes.id(), open));
        }
        synchronized (this) {
            toWrite.addAll(open);
        }
    }

    /** Writes who is here and reads who is elsewhere, in one transaction; rooms that nobody here has open are not read. */
    private void pass(List<RoomId> write, List<RoomId> read) {
        Map<RoomId, Set<MemberId>> here = new HashMap<>();
        write.forEach(room -> here.put(room, hub.onlineHere(room)));
        Set<RoomId> open = hub.openRooms();
        Set<RoomId> wanted = new LinkedHashSet<>(write);
        wanted.addAll(read);
        wanted.retainAll(open);
        Map<RoomId, Set<MemberId>> found = nodes.isAlone() ? Map.of() : db.inTransaction(tx -> {
            Set<RoomId> changed = here.isEmpty() ? Set.of() : store.write(tx, nodes.id(), here);
            if (!changed.isEmpty()) {
                nodes.tellPresenceWith(tx, payloads(changed));
            }
            return wanted.isEmpty() ? Map.of() : store.elsewhere(tx, nodes.id(), wanted);
        });
        elsewhere.keySet().retainAll(open);
        for (RoomId room : wanted) {
            Set<MemberId> now = found.getOrDefault(room, Set.of());
            Set<MemberId> before = now.isEmpty() ? elsewhere.remove(room) : elsewhere.put(room, now);
            if (!now.equals(before == null ? Set.of() : before)) {
                hub.presenceChanged(room);
            }
        }
    }

    private List<String> payloads(Collection<RoomId> rooms) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(nodes.id().toString());
        for (RoomId room : rooms) {
            String word = " " + room;
            if (payload.length() + word.length() > NodeChannel.PAYLOAD_BYTES_MAX) {
                payloads.add(payload.toString());
                payload = new StringBuilder(nodes.id().toString());
            }
            payload.append(word);
        }
        payloads.add(payload.toString());
        return payloads;
    }

    private synchronized boolean awaitWork() {
        try {
            while (!closing && !all && toWrite.isEmpty() && toRead.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closing;
    }

    private synchronized boolean takeAll() {
        boolean was = all;
        all = false;
        return was;
    }

    private synchronized List<RoomId> take(Set<RoomId> rooms) {
        List<RoomId> taken = new ArrayList<>();
        Iterator<RoomId> each = rooms.iterator();
        while (each.hasNext() && taken.size() < ROOMS_PER_PASS_MAX) {
            taken.add(each.next());
            each.remove();
        }
        return taken;
    }

    /** A node that was taken for dead has no row to write under until its next beat. */
    private synchronized void again(List<RoomId> write, List<RoomId> read) {
        toWrite.addAll(write);
        toRead.addAll(read);
        all = true;
        try {
            Pause.hold(this, RETRY_PAUSE, () -> closing);
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}
