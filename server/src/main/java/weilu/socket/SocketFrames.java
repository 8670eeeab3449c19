package weilu.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weilu.account.SecretHash;
import weilu.db.BoundedQueue;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.GroupRead;
import weilu.db.Places;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.protocol.ClientFrame;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomStore;
import weilu.room.RoomStore.Seat;

/** What each client frame does. Runs on the connection's event loop; what waits for the database goes to a reader. */
public final class SocketFrames {
    public static final int PROTOCOL = 1;
    /** Frames of all connections, but for messages, that wait for the database. */
    public static final int WAITING_MAX = 32_768;
    private static final int ACCOUNTS_AT_ONCE = 256;
    private static final long TYPING_APART_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final System.Logger LOG = System.getLogger(SocketFrames.class.getName());

    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final PostMessage posts;
    private final RedPacketFrames redPackets;
    private final RoomHub hub;
    private final LiveFrames live;
    private final Clock clock;
    private final Executor reader;
    private final Predicate<SecretHash> stillSignedIn;
    private final GroupRead<AccountId, List<Seat>> seats;
    private final Places waiting = new Places("client_frames", WAITING_MAX);

    /**
     * @param live reaches the connections of all nodes
     * @param stillSignedIn whether this sign-in holds at this moment; may wait for the database
     */
    public SocketFrames(
            Db db, RoomAccess access, RoomStore rooms, PostMessage posts, RedPacketFrames redPackets, RoomHub hub,
            LiveFrames live, Clock clock, Executor reader, Predicate<SecretHash> stillSignedIn) {
        this.stillSignedIn = stillSignedIn;
        this.db = db;
        this.access = access;
        this.rooms = rooms;
        this.seats = new GroupRead<>(db, ACCOUNTS_AT_ONCE, rooms::seats);
        this.posts = posts;
        this.redPackets = redPackets;
        this.hub = hub;
        this.live = live;
        this.clock = clock;
        this.reader = reader;
    }

    public BoundedQueue queue() {
        return waiting.queue();
    }

    /** The first text of a connection: it must be hello. */
    void onFirst(Connection connection, String text) {
        if (!(decode(connection, text) instanceof ClientFrame.Hello hello)) {
            connection.close(CloseCode.PROTOCOL_BROKEN);
        } else if (hello.protocol() != PROTOCOL) {
            connection.close(CloseCode.OTHER_VERSION);
        } else {
            inBackground(connection, null, () -> welcomeOrSendBack(connection, hello));
        }
    }

    void onFrame(Connection connection, String text) {
        ClientFrame frame = decode(connection, text);
        switch (frame) {
            case null -> { }
            case ClientFrame.Hello hello -> connection.close(CloseCode.PROTOCOL_BROKEN);
            case ClientFrame.SendMessage send -> send(connection, send);
            case ClientFrame.ClaimRedPacket claim -> redPackets.claim(connection, claim);
            case ClientFrame.Resume resume -> inBackground(connection, resume.room(), () -> resume(connection, resume));
            case ClientFrame.MoveRead move -> inBackground(connection, move.room(), () -> moveRead(connection, move));
            case ClientFrame.SayTyping typing -> sayTyping(connection, typing);
            case ClientFrame.Ping ping -> connection.send(new ServerFrame.Pong(ping.n(), clock.instant()));
        }
    }

    private ClientFrame decode(Connection connection, String text) {
        try {
            ClientFrame frame = Json.mapper().readValue(text, ClientFrame.class);
            FrameRules.check(frame);
            return frame;
        } catch (JsonProcessingException e) {
            refuse(connection, null, null, Problem.of(ErrorCode.MALFORMED, "this is no frame of the protocol"));
        } catch (Refusal refusal) {
            refuse(connection, null, null, refusal.problem());
        }
        return null;
    }

    /** Without its welcome a connection is of no use: the client shall come back when the database is there. */
    private void welcomeOrSendBack(Connection connection, ClientFrame.Hello hello) {
        try {
            welcome(connection, hello);
        } catch (DatabaseUnavailable away) {
            connection.close(CloseCode.GOING_DOWN);
        }
    }

    private void welcome(Connection connection, ClientFrame.Hello hello) {
        Map<RoomId, Seq> cursors = new HashMap<>();
        hello.cursors().forEach(cursor -> cursors.put(cursor.room(), cursor.after()));
        List<Seat> taken = seats.get(connection.account()).orElse(List.of());
        List<ServerFrame.Head> heads = taken.stream().map(seat -> new ServerFrame.Head(seat.room(), seat.head())).toList();
        hub.open(connection);
        if (!stillSignedIn.test(connection.signIn())) {
            // It ended after the handshake, when the hub did not know this connection yet.
            connection.close(CloseCode.SIGNED_OUT);
            return;
        }
        connection.send(new ServerFrame.Welcome(connection.account(), clock.instant(), heads));
        for (Seat seat : taken) {
            hub.subscribe(connection, seat.room(), seat.member(), cursors.getOrDefault(seat.room(), seat.head()));
        }
        catchUpOnMemberships(connection);
    }

    /** After sign-ins may have ended and memberships begun or ended unheard. Waits for the database. */
    public void recheck() {
        for (Connection connection : hub.all()) {
            if (stillSignedIn.test(connection.signIn())) {
                catchUpOnMemberships(connection);
            } else {
                connection.close(CloseCode.SIGNED_OUT);
            }
        }
    }

    /** Rooms that were joined or lost while nobody listened, as between reading the seats and subscribing to them. */
    private void catchUpOnMemberships(Connection connection) {
        Set<RoomId> heard = connection.subscriptions().stream().map(Subscription::room).collect(Collectors.toSet());
        for (Seat seat : seats.get(connection.account()).orElse(List.of())) {
            if (!heard.remove(seat.room()) && connection.subscription(seat.room()).isEmpty()) {
                connection.send(new ServerFrame.RoomOpened(seat.room(), seat.head()));
                hub.subscribeConfirmed(connection, seat.room(), seat.member(), seat.head());
            }
        }
        heard.forEach(room -> connection.subscription(room).ifPresent(hub::confirm));
    }

    private void send(Connection connection, ClientFrame.SendMessage send) {
        if (!connection.beginSend()) {
            refuse(connection, send.room(), send.clientMessageId(),
                    Problem.of(ErrorCode.RATE_LIMITED, "too many messages wait for an answer"));
            return;
        }
        Draft draft = new Draft(send.room(), connection.account(), send.clientMessageId(), send.body(), send.quote(),
                send.mentions(), send.attachments(), 0, null);
        try {
            posts.post(draft, (outcome, failure) -> {
                answer(connection, send, outcome, failure);
                connection.endSend();
            });
        } catch (Refusal refusal) {
            connection.endSend();
            refuse(connection, send.room(), send.clientMessageId(), refusal.problem());
        }
    }

    private void answer(Connection connection, ClientFrame.SendMessage send, PostOutcome outcome, Throwable failure) {
        if (failure != null) {
            logUnlessAway("a message was not written", failure);
            refuse(connection, send.room(), send.clientMessageId(), Problem.of(ErrorCode.UNAVAILABLE, "try again"));
            return;
        }
        switch (outcome) {
            case PostOutcome.Posted posted -> connection.send(new ServerFrame.Accepted(
                    send.room(), send.clientMessageId(), posted.seq(), posted.at()));
            case PostOutcome.AlreadyPosted posted -> connection.send(new ServerFrame.Accepted(
                    send.room(), send.clientMessageId(), posted.seq(), posted.at()));
            case PostOutcome.Refused refused -> refuse(
                    connection, send.room(), send.clientMessageId(), refused.problem());
        }
    }

    private void resume(Connection connection, ClientFrame.Resume resume) {
        Membership membership = db.inTransaction(tx -> access.require(tx, resume.room(), connection.account()));
        hub.subscribeConfirmed(connection, membership.room(), membership.member(), resume.after());
    }

    private void moveRead(Connection connection, ClientFrame.MoveRead move) {
        db.useTransaction(tx -> {
            Membership membership = access.require(tx, move.room(), connection.account());
            if (rooms.moveRead(tx, membership, move.seq())) {
                tx.afterCommit(() -> live.toRoom(
                        move.room(), new ServerFrame.ReadMoved(move.room(), membership.member(), move.seq())));
            }
        });
    }

    private void sayTyping(Connection connection, ClientFrame.SayTyping typing) {
        connection.subscription(typing.room())
                .filter(subscription -> subscription.mayType(System.nanoTime(), TYPING_APART_NANOS))
                .ifPresent(subscription -> live.toRoom(
                        typing.room(), new ServerFrame.Typing(typing.room(), subscription.member())));
    }

    private void inBackground(Connection connection, RoomId room, Runnable work) {
        if (!connection.work().take()) {
            refuse(connection, room, null, Problem.of(ErrorCode.RATE_LIMITED, "too many frames wait for an answer"));
            return;
        }
        if (!waiting.take()) {
            connection.work().give();
            connection.close(CloseCode.GOING_DOWN);
            return;
        }
        reader.execute(() -> {
            try {
                work.run();
            } catch (Refusal refusal) {
                refuse(connection, room, null, refusal.problem());
            } catch (RuntimeException e) {
                logUnlessAway("a frame could not be served", e);
                refuse(connection, room, null, Problem.of(ErrorCode.UNAVAILABLE, "try again"));
            } finally {
                waiting.give();
                connection.work().give();
            }
        });
    }

    /** While the database is away that has been said, and would be said for every frame. */
    private static void logUnlessAway(String what, Throwable failure) {
        if (!(failure instanceof DatabaseUnavailable)) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", what, failure.toString());
        }
    }

    private static void refuse(Connection connection, RoomId room, ClientMessageId id, Problem problem) {
        connection.send(new ServerFrame.Refused(room, id, problem));
    }
}
