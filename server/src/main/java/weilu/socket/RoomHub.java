package weilu.socket;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import weilu.account.SecretHash;
import weilu.account.SignInsEnded;
import weilu.db.BoundedQueue;
import weilu.db.Db;
import weilu.db.Places;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;
import weilu.room.RoomLog;
import weilu.room.RoomStore;

/** From the rooms' logs to the connections on this node; {@link EveryNode} reaches those on the others, too. */
public final class RoomHub implements LiveFrames, SignInsEnded {
    private final Db db;
    private final RoomLog log;
    private final RoomStore rooms = new RoomStore();
    private final Executor reader;
    private final CatchUp catchUp;
    private final Places places;
    private final PresenceNotes presence;
    private final PresenceBoard board;
    private final Timer timer;
    private final Map<RoomId, RoomFeed> feeds = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<Connection>> connections = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** @param reader runs what waits for the database: virtual threads */
    public RoomHub(Db db, RoomLog log, Executor reader, PresenceBoard board) {
        this(db, log, reader, board, CatchUp.Limits.USUAL, Timer.onThread("presence"));
    }

    RoomHub(Db db, RoomLog log, Executor reader, PresenceBoard board, CatchUp.Limits limits, Timer timer) {
        this.timer = timer;
        this.board = board;
        this.db = db;
        this.log = log;
        this.reader = reader;
        this.catchUp = new CatchUp(db, log, reader, limits, this::confirm);
        this.places = new Places("frames", limits.frames());
        this.presence = new PresenceNotes(this::sendPresence, timer);
    }

    /** The room's log may have grown up to here; a room that nobody here has open costs nothing. */
    public void drain(RoomId room, Seq upTo) {
        RoomFeed feed = feeds.get(room);
        if (feed != null) {
            feed.drain(upTo);
        }
    }

    /** Looks how far the open rooms' logs reach, for hints that were lost on the way. Waits for the database. */
    public void drainBehind() {
        List<RoomId> open = List.copyOf(feeds.keySet());
        if (!open.isEmpty()) {
            db.inTransaction(tx -> rooms.heads(tx, open)).forEach(this::drain);
        }
    }

    /** Reads every open room's log, for after notifications were interrupted. */
    public void drainAll() {
        feeds.values().forEach(RoomFeed::drain);
    }

    /** Who of the room is connected to this node. */
    Set<MemberId> onlineHere(RoomId room) {
        RoomFeed feed = feeds.get(room);
        return feed == null ? Set.of() : feed.online();
    }

    @Override
    public List<MemberId> online(Tx tx, RoomId room) {
        return together(room, board.elsewhere(tx, room));
    }

    /** Somebody came or went on another node. */
    void presenceChanged(RoomId room) {
        presence.changed(room);
    }

    Set<RoomId> openRooms() {
        return Set.copyOf(feeds.keySet());
    }

    /** Open sockets on this node. */
    public int connectionCount() {
        return connections.values().stream().mapToInt(Set::size).sum();
    }

    /** Rooms that someone on this node has open. */
    public int openRoomCount() {
        return feeds.size();
    }

    /** Frames that wait for event loops, and the longest outbox of a connection. */
    public List<BoundedQueue> queues() {
        IntSupplier longest = () -> all().stream().mapToInt(Connection::outboxFrames).max().orElse(0);
        return List.of(places.queue(), new BoundedQueue("connection_outbox", longest, Connection.OUTBOX_FRAMES_MAX));
    }

    void open(Connection connection) {
        connections.compute(connection.account(), (account, open) -> {
            Set<Connection> kept = open == null ? ConcurrentHashMap.newKeySet() : open;
            kept.add(connection);
            return kept;
        });
        if (closing) {
            connection.close(CloseCode.GOING_DOWN);
        }
        if (connection.isClosed()) {
            closed(connection);
        }
    }

    void subscribe(Connection connection, RoomId room, MemberId member, Seq after) {
        Subscription subscription = new Subscription(connection, room, member, after);
        connection.subscription(room).ifPresent(this::unsubscribe);
        connection.add(subscription);
        feeds.compute(room, (id, feed) -> {
            RoomFeed kept = feed == null ? new RoomFeed(room, db, log, reader, catchUp, this::confirm, places) : feed;
            kept.add(subscription);
            return kept;
        });
        presence.changed(room);
        board.changedHere(room);
        if (connection.isClosed()) {
            unsubscribe(subscription);
        }
    }

    /** Ends the subscription if the membership it stands on has ended. Waits for the database. */
    void confirm(Subscription subscription) {
        db.inTransaction(tx -> rooms.departure(tx, subscription.member()))
                .ifPresent(how -> end(subscription, how));
    }

    /** Like {@link #subscribe}, for a membership that may have ended since it was read. Waits for the database. */
    void subscribeConfirmed(Connection connection, RoomId room, MemberId member, Seq after) {
        subscribe(connection, room, member, after);
        connection.subscription(room).ifPresent(this::confirm);
    }

    /** False when it had ended before. */
    boolean unsubscribe(Subscription subscription) {
        boolean isRemoved = subscription.connection().remove(subscription);
        feeds.computeIfPresent(subscription.room(), (room, feed) -> {
            feed.remove(subscription);
            return feed.isEmpty() ? null : feed;
        });
        presence.changed(subscription.room());
        board.changedHere(subscription.room());
        return isRemoved;
    }

    /** On the connection's event loop: it takes more again. */
    void resume(Connection connection) {
        connection.flushOutbox();
        for (Subscription subscription : connection.subscriptions()) {
            RoomFeed feed = feeds.get(subscription.room());
            if (feed != null) {
                feed.resume(subscription);
            }
        }
    }

    /** The socket is gone. Whoever opens or subscribes it at the same moment sees that, and takes it back. */
    void closed(Connection connection) {
        connection.markClosed();
        connections.computeIfPresent(connection.account(), (account, open) -> {
            open.remove(connection);
            return open.isEmpty() ? null : open;
        });
        connection.subscriptions().forEach(this::unsubscribe);
    }

    /** Every open connection of every account on this node. */
    Collection<Connection> all() {
        return connections.values().stream().flatMap(Set::stream).toList();
    }

    @Override
    public void toRoom(RoomId room, ServerFrame frame) {
        send(room, frame, null);
    }

    @Override
    public void toMembers(RoomId room, Collection<MemberId> members, ServerFrame frame) {
        send(room, frame, Set.copyOf(members));
    }

    @Override
    public void toAccount(AccountId account, ServerFrame frame) {
        of(account).forEach(connection -> connection.send(frame));
    }

    @Override
    public void membershipBegan(AccountId account, RoomId room, MemberId member) {
        for (Connection connection : of(account)) {
            reader.execute(() -> {
                Seq head = db.inTransaction(tx -> log.head(tx, room));
                connection.send(new ServerFrame.RoomOpened(room, head));
                subscribeConfirmed(connection, room, member, head);
            });
        }
    }

    @Override
    public void membershipEnded(AccountId account, RoomId room, Departure how) {
        for (Connection connection : of(account)) {
            connection.subscription(room).ifPresent(subscription -> end(subscription, how));
        }
    }

    /** The sign-in has ended: its sockets close and are told to sign in again. */
    @Override
    public void signInEnded(Tx tx, SecretHash signIn) {
        tx.afterCommit(() -> signInEnded(signIn));
    }

    void signInEnded(SecretHash signIn) {
        all().stream().filter(connection -> connection.signIn().equals(signIn))
                .forEach(connection -> connection.close(CloseCode.SIGNED_OUT));
    }

    /** All sign-ins of the account have ended. */
    @Override
    public void accountSignedOut(Tx tx, AccountId account) {
        tx.afterCommit(() -> accountSignedOut(account));
    }

    void accountSignedOut(AccountId account) {
        of(account).forEach(connection -> connection.close(CloseCode.SIGNED_OUT));
    }

    /** Tells every client to come back later; the server is going down. */
    public void closeAll() {
        closing = true;
        all().forEach(connection -> connection.close(CloseCode.GOING_DOWN));
        timer.close();
    }

    private void end(Subscription subscription, Departure how) {
        // The kick and the look at the log may both find out: it is said once.
        if (unsubscribe(subscription)) {
            subscription.connection().send(new ServerFrame.RoomClosed(subscription.room(), how));
        }
    }

    private Set<Connection> of(AccountId account) {
        return connections.getOrDefault(account, Set.of());
    }

    private void send(RoomId room, ServerFrame frame, Set<MemberId> only) {
        RoomFeed feed = feeds.get(room);
        if (feed != null) {
            feed.sendLive(Wire.encode(frame), only);
        }
    }

    private void sendPresence(RoomId room) {
        toRoom(room, new ServerFrame.Presence(room, together(room, board.elsewhere(room))));
    }

    private List<MemberId> together(RoomId room, Set<MemberId> elsewhere) {
        Set<MemberId> all = new TreeSet<>(onlineHere(room));
        all.addAll(elsewhere);
        return List.copyOf(all);
    }
}
