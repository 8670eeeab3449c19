package weilu.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many WebSocket clients on one thread, which do as little as a client can: they find where each frame ends and hand it on.
 * So a thousand of them take a share of one processor and leave the rest to the server that is measured.
 */
final class Crowd implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int RECEIVE_BYTES = 256 * 1024;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int CLOSE = 0x8;
    private static final byte[] HANDSHAKE_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int OPEN_AT_ONCE_MAX = 128;

    /** What becomes of the crowd. On the crowd's thread; a frame's bytes are gone afterwards. */
    interface Listener {
        /** An entry of a room's log. {@code from} and {@code to} bound the frame's text. */
        void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) throws IOException;

        /** Any other frame. */
        default void other(LoadSocket socket, ByteBuffer bytes, int from, int to) throws IOException {}

        /** The server closed it, by this code, or 0 when it was cut. */
        default void closed(LoadSocket socket, int code) {}
    }

    private final Listener listener;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Queue<LoadSocket> joining = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;

    Crowd(Listener listener) throws IOException {
        this.listener = listener;
        thread = Thread.ofPlatform().daemon().name("crowd").start(this::run);
    }

    /** Opens one socket for each cookie; returns when the server has answered each with its welcome. */
    List<LoadSocket> join(URI server, List<String> cookies, String hello) throws IOException, InterruptedException {
        List<LoadSocket> sockets = new ArrayList<>();
        int before = answered.get();
        for (String cookie : cookies) {
            while (sockets.size() - (answered.get() - before) > OPEN_AT_ONCE_MAX) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            sockets.add(connect(server, cookie, hello));
        }
        for (int tries = 0; answered.get() - before < cookies.size(); tries++) {
            if (tries > 30_000) {
                int missing = cookies.size() - (answered.get() - before);
                throw new IOException(missing + " of " + cookies.size() + " sockets got no welcome");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return sockets;
    }

    /** Opens one socket and does not wait for its welcome. */
    LoadSocket connect(URI server, String cookie, String hello) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.connect(new InetSocketAddress("127.0.0.1", server.getPort()));
        channel.socket().setReceiveBufferSize(RECEIVE_BYTES);
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        LoadSocket socket = new LoadSocket(numbers.getAndIncrement(), channel, hello);
        String authority = server.getHost() + ":" + server.getPort();
        String request = "GET /socket HTTP/1.1\r\nHost: " + authority + "\r\nOrigin: http://" + authority
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: d2VpbHUgY3Jvd2QgbG9hZA==\r\nCookie: " + cookie + "\r\n\r\n";
        socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        joining.add(socket);
        selector.wakeup();
        return socket;
    }

    /** Sockets that are open now. */
    int openCount() {
        return open.get();
    }

    /** Cuts a connection as a dead network does. */
    static void cut(LoadSocket socket) throws IOException {
        socket.channel.socket().setSoLinger(true, 0);
        socket.channel.close();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::read, 20);
                for (LoadSocket next = joining.poll(); next != null; next = joining.poll()) {
                    if (next.channel.isOpen()) {
                        next.channel.register(selector, SelectionKey.OP_READ, next);
                    }
                }
            }
        } catch (IOException | RuntimeException failure) {
            failure.printStackTrace();
        }
    }

    private void read(SelectionKey key) {
        LoadSocket socket = (LoadSocket) key.attachment();
        if (socket.isDeaf) {
            key.interestOps(0);
            return;
        }
        try {
            buffer.clear().put(socket.partial);
            int got = socket.channel.read(buffer);
            if (got < 0) {
                gone(socket, 0);
                return;
            }
            buffer.flip();
            int at = socket.isOpen ? 0 : afterHandshake(socket);
            at = socket.isOpen ? frames(socket, at) : at;
            keep(socket, at);
        } catch (IOException cut) {
            gone(socket, 0);
        }
    }

    /** Lets a client that was deaf hear again. */
    void hear(LoadSocket socket) {
        socket.isDeaf = false;
        SelectionKey key = socket.channel.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
            selector.wakeup();
        }
    }

    private void keep(LoadSocket socket, int from) {
        byte[] rest = new byte[buffer.limit() - from];
        buffer.get(from, rest);
        socket.partial = rest;
    }

    private int afterHandshake(LoadSocket socket) throws IOException {
        byte[] bytes = new byte[Math.min(buffer.limit(), 4096)];
        buffer.get(0, bytes);
        for (int i = 0; i + HANDSHAKE_END.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + HANDSHAKE_END.length, HANDSHAKE_END, 0, HANDSHAKE_END.length)) {
                String answer = new String(bytes, 0, i, StandardCharsets.US_ASCII);
                if (!answer.startsWith("HTTP/1.1 101")) {
                    throw new IOException("the server answered " + answer.lines().findFirst().orElse("nothing"));
                }
                socket.isOpen = true;
                open.incrementAndGet();
                socket.send(socket.hello);
                return i + HANDSHAKE_END.length;
            }
        }
        return 0;
    }

    private int frames(LoadSocket socket, int begin) throws IOException {
        int at = begin;
        int limit = buffer.limit();
        while (at + 2 <= limit) {
            int length = buffer.get(at + 1) & 0x7f;
            int from = at + 2;
            if (length == LENGTH_16) {
                if (at + 4 > limit) {
                    break;
                }
                length = buffer.getShort(at + 2) & 0xffff;
                from = at + 4;
            } else if (length == LENGTH_64) {
                if (at + 10 > limit) {
                    break;
                }
                length = (int) buffer.getLong(at + 2);
                from = at + 10;
            }
            if (from + length > limit) {
                break;
            }
            frame(socket, buffer.get(at) & 0xf, from, from + length);
            at = from + length;
        }
        return at;
    }

    private void frame(LoadSocket socket, int kind, int from, int to) throws IOException {
        if (kind == CLOSE) {
            gone(socket, to - from >= 2 ? buffer.getShort(from) & 0xffff : 0);
        } else if (buffer.get(from + 9) == 'e' && buffer.get(from + 10) == 'v') {
            event(socket, from, to);
        } else {
            if (buffer.get(from + 9) == 'w') {
                answered.incrementAndGet();
            }
            listener.other(socket, buffer, from, to);
        }
    }

    /** {@code {"type":"event","room":420185367,"seq":913,…}}. */
    private void event(LoadSocket socket, int from, int to) throws IOException {
        int at = from + 23;
        long room = 0;
        for (byte digit = buffer.get(at); digit != ','; digit = buffer.get(++at)) {
            room = room * 10 + digit - '0';
        }
        at += 7;
        long seq = 0;
        for (byte digit = buffer.get(at); digit != ','; digit = buffer.get(++at)) {
            seq = seq * 10 + digit - '0';
        }
        listener.event(socket, room, seq, buffer, from, to);
    }

    private void gone(LoadSocket socket, int code) {
        if (socket.isOpen) {
            socket.isOpen = false;
            open.decrementAndGet();
            listener.closed(socket, code);
        }
        try {
            socket.channel.close();
        } catch (IOException ignored) {
            // It is gone either way.
        }
    }
}
