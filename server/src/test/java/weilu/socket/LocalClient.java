package weilu.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import weilu.account.SecretHash;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ClientFrame;
import weilu.protocol.Json;
import weilu.protocol.ServerFrame;

/** A client at a real channel with its own event loop, within this JVM; keeps all that it hears. */
final class LocalClient {
    final List<ServerFrame> heard = new CopyOnWriteArrayList<>();
    final List<CloseCode> closedBy = new CopyOnWriteArrayList<>();
    private final SocketFrames frames;
    private final RoomHub hub;
    private final Connection connection;

    LocalClient(DefaultEventLoopGroup group, SocketFrames frames, RoomHub hub, AccountId account, SecretHash signIn) {
        this.frames = frames;
        this.hub = hub;
        LocalAddress address = new LocalAddress(UUID.randomUUID().toString());
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        new ServerBootstrap().group(group).channel(LocalServerChannel.class).childHandler(new ChannelInitializer<LocalChannel>() {
            @Override
            protected void initChannel(LocalChannel channel) {
                accepted.complete(channel);
            }
        }).bind(address).syncUninterruptibly();
        new Bootstrap().group(group).channel(LocalChannel.class).handler(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                heard.addAll(SimulatedClient.read(bytes));
            }
        }).connect(address).syncUninterruptibly();
        connection = new Connection(accepted.join(), account, signIn, closedBy::add);
    }

    /** Comes in with a cursor in one room. */
    void hello(RoomId room, Seq after) {
        frames.onFirst(connection, Json.write(new ClientFrame.Hello(1, List.of(new ClientFrame.Cursor(room, after)))));
    }

    void say(ClientFrame frame) {
        frames.onFrame(connection, Json.write(frame));
    }

    void leave() {
        hub.closed(connection);
    }

    <F extends ServerFrame> Stream<F> heard(Class<F> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast);
    }
}
