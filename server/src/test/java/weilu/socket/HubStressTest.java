package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.Seeds;
import weilu.account.Secret;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.node.Nodes;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/**
 * The hub with real event loops and threads: some append, some wake it, some send live frames, connections come and go, and there
 * is too little place for frames. Each connection must have heard every event after its cursor once and in order.
 */
class HubStressTest {
    private static final int SEEDS = 12;
    private static final int LOOPS = 2;
    private static final int LISTENERS = 16;
    private static final int WRITERS = 3;
    private static final int EVENTS_EACH = 60;
    private static final int PLACES = 8;
    private static final int HEARD_SECONDS_MAX = 60;

    /** One end of a socket: what it was sent, in order. */
    private record Listener(Connection connection, Seq after, Queue<Long> seqs) {}

    @Test
    @DisplayName("[SK2][SK10] whoever writes, wakes or shouts at the same time, each connection hears each event once, in order")
    void everybodyHearsAll() throws Exception {
        DefaultEventLoopGroup loops = new DefaultEventLoopGroup(LOOPS);
        AtomicInteger rooms = new AtomicInteger(100_000_000);
        try (TestDatabase database = TestDatabase.fresh();
                ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Seeds.each(SEEDS, random -> {
                try {
                    evening(database.db(), reader, loops, new RoomId(rooms.incrementAndGet()), random);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static void evening(Db db, ExecutorService reader, DefaultEventLoopGroup loops, RoomId room, Random random)
            throws InterruptedException {
        RoomWakeups wakeups = new RoomWakeups();
        RoomLog log = new RoomLog(Clock.systemUTC(), wakeups);
        RoomHub hub = new RoomHub(db, log, reader, new PresenceBoard(db, Nodes.alone()), new CatchUp.Limits(7, 10_000, PLACES),
                Timer.onThread("presence"));
        wakeups.listen(hub::drain);
        open(db, room);
        List<Listener> listeners = new ArrayList<>();
        BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
        Channel server = listen(loops, accepted, room);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            threads.add(Thread.ofPlatform().start(() -> write(db, log, room)));
        }
        threads.add(Thread.ofPlatform().start(() -> shout(hub, room)));
        for (int i = 0; i < LISTENERS; i++) {
            Listener listener = connect(loops, accepted, room, random.nextBoolean() ? Seq.START : db.inTransaction(
                    tx -> log.head(tx, room)));
            listeners.add(listener);
            hub.open(listener.connection());
            hub.subscribe(listener.connection(), room, new MemberId(1), listener.after());
            if (random.nextBoolean()) {
                Listener gone = listeners.remove(random.nextInt(listeners.size()));
                hub.closed(gone.connection());
                gone.connection().channel().close();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Seq head = db.inTransaction(tx -> log.head(tx, room));
        hub.drainBehind();
        listeners.forEach(listener -> check(listener, head));
        hub.closeAll();
        server.close();
    }

    private static void check(Listener listener, Seq head) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEARD_SECONDS_MAX);
        long expected = head.value() - listener.after().value();
        while (listener.seqs().size() < expected && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        List<Long> heard = List.copyOf(listener.seqs());
        assertThat(heard).as("[SK2] all of it").hasSize((int) expected);
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).as("[SK2] in order").isEqualTo(listener.after().value() + i + 1);
        }
    }

    private static void write(Db db, RoomLog log, RoomId room) {
        for (int i = 0; i < EVENTS_EACH; i++) {
            boolean on = i % 2 == 0;
            db.useTransaction(tx -> log.append(tx, room, new RoomEvent.ReactionChanged(new Seq(1), new MemberId(1), "👍", on)));
        }
    }

    private static void shout(RoomHub hub, RoomId room) {
        for (int i = 0; i < WRITERS * EVENTS_EACH; i++) {
            hub.toRoom(room, new ServerFrame.Typing(room, new MemberId(1)));
            hub.drainAll();
        }
    }

    private static void open(Db db, RoomId room) {
        RoomView view = new RoomView(room, RoomView.Kind.GROUP, "火锅派", "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        db.useTransaction(tx -> new RoomStore().insertRoom(tx, view, null, Instant.EPOCH));
    }

    private static Channel listen(DefaultEventLoopGroup loops, BlockingQueue<Channel> accepted, RoomId room)
            throws InterruptedException {
        return new ServerBootstrap().group(loops).channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<LocalChannel>() {
                    @Override
                    protected void initChannel(LocalChannel channel) {
                        accepted.add(channel);
                    }
                }).bind(new LocalAddress(room.toString())).sync().channel();
    }

    private static Listener connect(
            DefaultEventLoopGroup loops, BlockingQueue<Channel> accepted, RoomId room, Seq after)
            throws InterruptedException {
        Queue<Long> seqs = new ConcurrentLinkedQueue<>();
        new Bootstrap().group(loops).channel(LocalChannel.class).handler(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                SimulatedClient.read(bytes).forEach(frame -> {
                    if (frame instanceof ServerFrame.Event event) {
                        seqs.add(event.seq().value());
                    }
                });
                bytes.release();
            }
        }).connect(new LocalAddress(room.toString())).sync();
        Channel ours = accepted.take();
        Connection connection = new Connection(
                ours, new AccountId(1), Secret.fresh(new SecureRandom()).hash(), code -> ours.close());
        return new Listener(connection, after, seqs);
    }
}
