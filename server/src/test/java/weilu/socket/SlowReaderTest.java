package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.Secret;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.node.Nodes;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame;
import weilu.protocol.ServerFrame.TurnDelta;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/** An answer on its way to two real sockets, of which one is not read for a while. */
class SlowReaderTest {
    private static final RoomId ROOM = new RoomId(100_000_001);
    private static final TurnId TURN = new TurnId(new UUID(1, 2));
    private static final int WATER_MARK_BYTES = 128 * 1024;
    private static final int SOCKET_BYTES = 16 * 1024;
    private static final String PIECE = "围炉夜话".repeat(250);
    private static final int PIECES = 1_000;
    private static final int SECONDS_MAX = 60;
    private static final int HEADER_BYTES_MAX = 10;
    private static final byte LENGTH_16 = 126;
    private static final byte LENGTH_64 = 127;

    private final BlockingQueue<Connection> accepted = new LinkedBlockingQueue<>();

    /** A socket and all bytes that were read from it. */
    private static final class Reader {
        private final Socket socket = new Socket();
        private final ByteBuf bytes = Unpooled.buffer();

        Reader(InetSocketAddress server) throws IOException {
            socket.setReceiveBufferSize(SOCKET_BYTES);
            socket.connect(server);
        }

        void read() {
            byte[] buffer = new byte[SOCKET_BYTES];
            try {
                for (int count = socket.getInputStream().read(buffer); count > 0; count = socket.getInputStream().read(buffer)) {
                    synchronized (bytes) {
                        bytes.writeBytes(buffer, 0, count);
                    }
                }
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        }

        long size() {
            synchronized (bytes) {
                return bytes.writerIndex();
            }
        }

        List<ServerFrame> heard() {
            synchronized (bytes) {
                return SimulatedClient.read(bytes.copy(0, wholeFrames()));
            }
        }

        /** How many bytes are frames that came to their end. */
        private int wholeFrames() {
            int at = 0;
            int end = frameEnd(at);
            while (end <= bytes.writerIndex()) {
                at = end;
                end = frameEnd(at);
            }
            return at;
        }

        private int frameEnd(int at) {
            if (bytes.writerIndex() < at + HEADER_BYTES_MAX) {
                return bytes.writerIndex() > at + 1 && bytes.getByte(at + 1) < LENGTH_16 ? at + 2 + bytes.getByte(at + 1)
                        : Integer.MAX_VALUE;
            }
            return switch (bytes.getByte(at + 1)) {
                case LENGTH_64 -> Math.toIntExact(at + 10 + bytes.getLong(at + 2));
                case LENGTH_16 -> at + 4 + bytes.getUnsignedShort(at + 2);
                default -> at + 2 + bytes.getByte(at + 1);
            };
        }
    }

    @Test
    @DisplayName("[SK4] who reads slowly is sent fewer words on their way, is kept little for, and has all that the log has")
    void readsSlowly() throws Exception {
        NioEventLoopGroup loops = new NioEventLoopGroup(2);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (TestDatabase database = TestDatabase.fresh()) {
            Db db = database.db();
            RoomWakeups wakeups = new RoomWakeups();
            RoomLog log = new RoomLog(Clock.systemUTC(), wakeups);
            RoomHub hub = new RoomHub(db, log, threads, new PresenceBoard(db, Nodes.alone()),
                    new CatchUp.Limits(50, 10_000, 10_000), Timer.onThread("presence"));
            wakeups.listen(hub::drain);
            open(db);
            Channel server = listen(loops, hub);
            Reader quick = new Reader((InetSocketAddress) server.localAddress());
            come(hub);
            Reader slow = new Reader((InetSocketAddress) server.localAddress());
            Connection full = come(hub);
            threads.submit(quick::read);
            untilHeard(hub, quick, slow);

            long most = 0;
            long before = quick.size();
            for (int i = 0; i < PIECES; i++) {
                hub.toRoom(ROOM, new TurnDelta(ROOM, TURN, i * PIECE.length(), PIECE, false));
                long bytes = (i + 1L) * PIECE.getBytes(StandardCharsets.UTF_8).length;
                until(() -> quick.size() >= before + bytes);
                most = Math.max(most, full.channel().unsafe().outboundBuffer().totalPendingWriteBytes());
            }
            db.useTransaction(tx -> log.append(tx, ROOM, new RoomEvent.ReactionChanged(new Seq(1), new MemberId(1), "👍", true)));
            until(() -> quick.heard().stream().anyMatch(ServerFrame.Event.class::isInstance));
            assertThat(text(quick)).isEqualTo(PIECE.repeat(PIECES));
            // Far less than the answer waits for who does not read.
            assertThat(most).isGreaterThan(0).isLessThan(2 * WATER_MARK_BYTES);

            threads.submit(slow::read);
            until(() -> slow.heard().stream().anyMatch(ServerFrame.Event.class::isInstance));
            List<TurnDelta> few = deltas(slow);
            assertThat(few).hasSizeBetween(1, PIECES / 2);
            // There are gaps, and each says where it goes on; what the log has comes whole.
            assertThat(few).allSatisfy(delta -> assertThat(delta.text()).isEqualTo(PIECE));
            quick.socket.close();
            slow.socket.close();
            hub.closeAll();
            server.close();
        } finally {
            threads.shutdownNow();
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    /** What is live reaches who comes once they have read the log. */
    private static void untilHeard(RoomHub hub, Reader quick, Reader slow) throws IOException, InterruptedException {
        while (quick.size() == 0 || slow.socket.getInputStream().available() == 0) {
            hub.toRoom(ROOM, new ServerFrame.Typing(ROOM, new MemberId(1)));
            Thread.sleep(10);
        }
    }

    private static List<TurnDelta> deltas(Reader reader) {
        return reader.heard().stream().filter(TurnDelta.class::isInstance).map(TurnDelta.class::cast).toList();
    }

    private static String text(Reader reader) {
        StringBuilder text = new StringBuilder();
        for (TurnDelta delta : deltas(reader)) {
            assertThat(delta.from()).isEqualTo(text.length());
            text.append(delta.text());
        }
        return text.toString();
    }

    private Connection come(RoomHub hub) throws InterruptedException {
        Connection connection = accepted.take();
        hub.open(connection);
        hub.subscribe(connection, ROOM, new MemberId(1), Seq.START);
        return connection;
    }

    private Channel listen(NioEventLoopGroup loops, RoomHub hub) throws InterruptedException {
        return new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.SO_SNDBUF, SOCKET_BYTES)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(WATER_MARK_BYTES / 4, WATER_MARK_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        Connection connection = new Connection(channel, new AccountId(1),
                                Secret.fresh(new SecureRandom()).hash(), code -> channel.close());
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelWritabilityChanged(ChannelHandlerContext context) {
                                if (context.channel().isWritable()) {
                                    hub.resume(connection);
                                }
                            }
                        });
                        accepted.add(connection);
                    }
                }).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    }

    private static void open(Db db) {
        RoomView view = new RoomView(ROOM, RoomView.Kind.GROUP, "火锅派", "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        db.useTransaction(tx -> new RoomStore().insertRoom(tx, view, null, Instant.EPOCH));
    }

    private static void until(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!so.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThat(so.getAsBoolean()).isTrue();
    }
}
