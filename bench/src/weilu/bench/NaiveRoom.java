package weilu.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The baseline of {@link Fanout}: a room as the books show it. It keeps nothing and asks nobody: each message becomes an event
 * like Weilu's, and each member gets it by a write of their own. Runs as a process of its own, so that what it spends is known.
 */
final class NaiveRoom {
    private final ChannelGroup members = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong seq = new AtomicLong();

    private NaiveRoom() {}

    public static void main(String[] arguments) throws InterruptedException {
        NaiveRoom room = new NaiveRoom();
        NioEventLoopGroup loops = new NioEventLoopGroup();
        Channel server = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536),
                                new WebSocketServerProtocolHandler("/socket"), room.new Member());
                    }
                })
                .bind("127.0.0.1", 0).sync().channel();
        System.out.println("port " + ((InetSocketAddress) server.localAddress()).getPort());
        server.closeFuture().sync();
    }

    /** One who is in the room. */
    private final class Member extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            String text = frame.text();
            if (text.startsWith("{\"type\":\"hello\"")) {
                members.add(context.channel());
                context.writeAndFlush(new TextWebSocketFrame("{\"type\":\"welcome\",\"rooms\":[]}"));
                return;
            }
            String body = text.substring(text.indexOf("\"body\":\"") + 8, text.lastIndexOf('"'));
            String event = "{\"type\":\"event\",\"room\":1,\"seq\":" + seq.incrementAndGet() + ",\"at\":\"" + Instant.now()
                    + "\",\"event\":{\"type\":\"messagePosted\",\"author\":7,\"body\":\"" + body
                    + "\",\"mentions\":[],\"attachments\":[],\"hops\":0,\"edited\":false}}";
            for (Channel member : members) {
                member.writeAndFlush(new TextWebSocketFrame(event));
            }
        }
    }

    /** The process. */
    record Started(Process process, URI address) implements Fanout.Server, AutoCloseable {
        @Override
        public double processorSeconds() {
            return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    static Started start(Path home) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), home.resolve("bench/src/weilu/bench/NaiveRoom.java").toString())
                .directory(home.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        String line = output.readLine();
        return new Started(process, URI.create("http://localhost:" + line.substring("port ".length())));
    }
}
