package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoopGroup;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.Secret;
import weilu.account.SecretHash;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.PostMessage;
import weilu.node.Await;
import weilu.node.Nodes;
import weilu.node.NotifyChannel;
import weilu.protocol.ClientFrame;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/** 小红 on one node and 小明 on another, in one room over one real database. */
class TwoNodesTest {
    private static final RoomId ROOM = new RoomId(420185367);

    private final TestDatabase database = TestDatabase.fresh();
    private final Db db = database.db();
    private final DefaultEventLoopGroup loops = new DefaultEventLoopGroup(2);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RoomStore rooms = new RoomStore();
    private final Set<SecretHash> signedOut = ConcurrentHashMap.newKeySet();
    private final Node left = new Node();
    private final Node right = new Node();
    private final AccountId xiaohong = account("小红");
    private final AccountId xiaoming = account("小明");
    private MemberId red;
    private MemberId ming;

    /** All of a server that carries a room's life to its connections. */
    private final class Node {
        final Nodes nodes = new Nodes(new Nodes.Ways(db, inbox -> new NotifyChannel(database.dataSource(), inbox),
                Optional.empty(), Optional.of("kin")));
        final RoomWakeups wakeups = new RoomWakeups(nodes);
        final RoomLog log = new RoomLog(Clock.systemUTC(), wakeups);
        final PresenceBoard board = new PresenceBoard(db, nodes);
        final RoomHub hub = new RoomHub(db, log, threads, board);
        final EveryNode everyNode = new EveryNode(hub, nodes);
        final PostMessage posts = new PostMessage(db, log, wakeups, (tx, room, member, ids) -> Optional.empty());
        final Openings openings = new Openings(db, log, Clock.systemUTC());
        final SocketFrames frames = new SocketFrames(db, new RoomAccess(), rooms, posts, openings.frames, hub, everyNode,
                Clock.systemUTC(), threads, signIn -> !signedOut.contains(signIn));

        void open() {
            board.open(hub);
            wakeups.listen(hub::drain);
            nodes.onBeat(hub::drainBehind);
            nodes.onInterruption(hub::drainAll);
            nodes.onInterruption(frames::recheck);
            nodes.open();
        }

        LocalClient client(AccountId account, SecretHash signIn) {
            LocalClient client = new LocalClient(loops, frames, hub, account, signIn);
            client.hello(ROOM, Seq.START);
            Await.until("a welcome", () -> client.heard(ServerFrame.Welcome.class).findAny().isPresent());
            return client;
        }

        void close() {
            hub.closeAll();
            board.close();
            posts.close();
            openings.close();
            nodes.close();
        }
    }

    @BeforeEach
    void furnish() {
        db.useTransaction(tx -> {
            RoomView view = new RoomView(ROOM, RoomView.Kind.GROUP, "火锅派", "", null, RoomView.Visibility.UNLISTED,
                    RoomView.WhoMayInvite.MEMBERS, 0, false, false);
            rooms.insertRoom(tx, view, null, Instant.EPOCH);
            red = rooms.putMember(tx, ROOM, xiaohong, Role.OWNER, Instant.EPOCH);
            ming = rooms.putMember(tx, ROOM, xiaoming, Role.MEMBER, Instant.EPOCH);
        });
        left.open();
        right.open();
        Await.until("they know each other", () -> !left.nodes.isAlone() && !right.nodes.isAlone());
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
        loops.shutdownGracefully();
        threads.close();
        database.close();
    }

    @Test
    @DisplayName("[SK2][ND1] both hear the same log in the same order, whoever says it and wherever")
    void sameLog() {
        LocalClient one = left.client(xiaohong, signIn());
        LocalClient two = right.client(xiaoming, signIn());
        Set<ClientMessageId> sent = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ClientMessageId id = new ClientMessageId(UUID.randomUUID());
            sent.add(id);
            (i % 3 == 0 ? one : two).say(new ClientFrame.SendMessage(ROOM, id, "第 " + i + " 句", null, List.of(), List.of()));
        }
        Await.until("all is heard by both", () -> ids(one).size() == 200 && ids(two).size() == 200);
        assertThat(ids(one)).isEqualTo(ids(two)).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    @DisplayName("[SK9] who comes, types, reads and goes on one node is seen on the other")
    void presence() {
        LocalClient one = left.client(xiaohong, signIn());
        LocalClient two = right.client(xiaoming, signIn());
        Await.until("each sees both", () -> online(one).equals(Set.of(red, ming)) && online(two).equals(Set.of(red, ming)));
        List<MemberId> told = db.inTransaction(tx -> left.everyNode.online(tx, ROOM));
        assertThat(told).containsExactly(red, ming);

        one.say(new ClientFrame.SayTyping(ROOM));
        Await.until("typing is seen", () -> two.heard(ServerFrame.Typing.class).anyMatch(typing -> typing.member().equals(red)));
        one.say(new ClientFrame.SendMessage(
                ROOM, new ClientMessageId(UUID.randomUUID()), "毛肚七上八下", null, List.of(), List.of()));
        Await.until("it is heard", () -> ids(two).size() == 1);
        two.say(new ClientFrame.MoveRead(ROOM, new Seq(1)));
        Await.until("reading is seen", () -> one.heard(ServerFrame.ReadMoved.class)
                .anyMatch(read -> read.member().equals(ming) && read.seq().equals(new Seq(1))));

        two.leave();
        Await.until("going is seen", () -> online(one).equals(Set.of(red)));
    }

    @Test
    @DisplayName("[SK9][ND3] the people of a node that dies without a word are gone with its lease")
    void deadNode() {
        LocalClient one = left.client(xiaohong, signIn());
        right.client(xiaoming, signIn());
        Await.until("both are there", () -> online(one).equals(Set.of(red, ming)));
        right.nodes.close();
        Await.until("who said good-bye is gone", () -> online(one).equals(Set.of(red)));
        db.useTransaction(tx -> tx.handle().execute("""
                insert into node values ('%1$s', clock_timestamp(), false, 'kin');
                insert into node_presence values (%2$s, %3$s, '%1$s')""".formatted(right.nodes.id(), ROOM, ming)));
        Await.until("it is as if it lived", () -> online(one).equals(Set.of(red, ming)));
        Await.until("it is buried", () -> online(one).equals(Set.of(red))
                && db.inTransaction(tx -> left.everyNode.online(tx, ROOM)).equals(List.of(red)));
    }

    @Test
    @DisplayName("[SK8] who is put out of the room, or signed out, on one node loses it on the other")
    void outEverywhere() {
        SecretHash signIn = signIn();
        left.client(xiaohong, signIn());
        LocalClient two = right.client(xiaoming, signIn);
        db.useTransaction(tx -> {
            tx.handle().execute("update member set state = 'kicked' where id = ?", ming.value());
            left.log.append(tx, ROOM, new RoomEvent.MemberLeft(ming, Departure.KICKED, red));
        });
        Await.until("the room is closed", () -> two.heard(ServerFrame.RoomClosed.class).findAny().isPresent());
        assertThat(two.closedBy).isEmpty();

        db.useTransaction(tx -> left.everyNode.signInEnded(tx, signIn));
        Await.until("the socket is closed", () -> two.closedBy.contains(CloseCode.SIGNED_OUT));
    }

    @Test
    @DisplayName("[SK1] a feed that hears of its own commit and of another node's at once reads both, not only what it remembers")
    void memoryEnds() {
        List<Runnable> due = new CopyOnWriteArrayList<>();
        RoomLog log = new RoomLog(Clock.systemUTC(), new RoomWakeups());
        RoomHub hub = new RoomHub(db, log, due::add, new PresenceBoard(db, Nodes.alone()));
        SocketFrames frames = new SocketFrames(db, new RoomAccess(), rooms, left.posts, left.openings.frames, hub, hub,
                Clock.systemUTC(), due::add, signIn -> true);
        LocalClient client = new LocalClient(loops, frames, hub, xiaohong, signIn());
        client.hello(ROOM, Seq.START);
        Await.until("it has come in", () -> {
            runAll(due);
            return client.heard(ServerFrame.Welcome.class).findAny().isPresent() && hub.openRoomCount() == 1 && due.isEmpty();
        });
        RoomEvent event = new RoomEvent.ReactionChanged(new Seq(1), red, "👍", true);
        Seq own = db.inTransaction(tx -> right.log.append(tx, ROOM, event));
        log.tail().keep(Map.of(ROOM, db.inTransaction(tx -> log.read(tx, ROOM, new Seq(own.value() - 1), 10))));
        Seq others = db.inTransaction(tx -> right.log.append(tx, ROOM, event));
        hub.drain(ROOM, own);
        hub.drain(ROOM, others);
        Await.until("both are heard", () -> {
            runAll(due);
            return client.heard(ServerFrame.Event.class).anyMatch(heard -> heard.seq().equals(others));
        });
        hub.closeAll();
    }

    private static void runAll(List<Runnable> due) {
        List<Runnable> now = List.copyOf(due);
        due.removeAll(now);
        now.forEach(Runnable::run);
    }

    @Test
    @DisplayName("[ND1] who becomes a member on one node hears the room on the other")
    void becomesMember() {
        left.client(xiaohong, signIn());
        AccountId luren = account("路人");
        LocalClient three = right.client(luren, signIn());
        db.useTransaction(tx -> {
            MemberId member = rooms.putMember(tx, ROOM, luren, Role.MEMBER, Instant.EPOCH);
            tx.afterCommit(() -> left.everyNode.membershipBegan(luren, ROOM, member));
        });
        Await.until("the room is opened", () -> three.heard(ServerFrame.RoomOpened.class).findAny().isPresent());
    }

    @Test
    @DisplayName("[ND4] what was said while a node's ears were cut is found out afterwards: events, a kick, a sign-out")
    void heardNothing() {
        SecretHash signIn = signIn();
        LocalClient one = right.client(xiaohong, signIn());
        LocalClient two = right.client(xiaoming, signIn);
        LocalClient three = right.client(account("路人"), signIn());
        // No notification tells of these.
        signedOut.add(signIn);
        Seq head = db.inTransaction(tx -> new RoomLog(Clock.systemUTC(), new RoomWakeups()).append(
                tx, ROOM, new RoomEvent.ReactionChanged(new Seq(1), red, "👍", true)));
        right.nodes.interrupted();
        Await.until("the event is read", () -> one.heard(ServerFrame.Event.class).anyMatch(e -> e.seq().equals(head)));
        Await.until("the signed out is out", () -> two.closedBy.contains(CloseCode.SIGNED_OUT));
        assertThat(one.closedBy).isEmpty();
        assertThat(three.closedBy).isEmpty();
    }

    private static List<ClientMessageId> ids(LocalClient client) {
        return client.heard(ServerFrame.Event.class).map(ServerFrame.Event::event)
                .filter(MessagePosted.class::isInstance).map(event -> ((MessagePosted) event).clientMessageId()).toList();
    }

    private static Set<MemberId> online(LocalClient client) {
        return client.heard(ServerFrame.Presence.class).reduce((earlier, later) -> later)
                .map(presence -> Set.copyOf(presence.online())).orElse(Set.of());
    }

    private static SecretHash signIn() {
        return Secret.fresh(new SecureRandom()).hash();
    }

    private AccountId account(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values ('person', :name, now()) returning id
                        """)
                .bind("name", name).mapTo(AccountId.class).one());
    }
}
