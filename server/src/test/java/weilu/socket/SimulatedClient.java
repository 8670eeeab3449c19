package weilu.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weilu.account.Secret;
import weilu.account.SecretHash;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.ClientFrame;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.ServerFrame;

/** A client as the web client is: a cursor, an outbox that is sent again until it is accepted, and what it has seen. */
final class SimulatedClient {
    final AccountId account;
    final Map<ClientMessageId, String> outbox = new LinkedHashMap<>();
    final Map<ClientMessageId, Seq> accepted = new HashMap<>();
    final TreeMap<Seq, ServerFrame.Event> seen = new TreeMap<>();
    Seq cursor = Seq.START;
    boolean resyncNeeded;
    private final Map<TurnId, Integer> spoken = new HashMap<>();
    private final RoomId room;
    private EmbeddedChannel channel;
    private Connection connection;
    private SocketFrames frames;
    private RoomHub hub;

    SimulatedClient(AccountId account, RoomId room) {
        this.account = account;
        this.room = room;
    }

    boolean isConnected() {
        return connection != null;
    }

    boolean isSending() {
        return connection != null && connection.isSending();
    }

    void connect(SocketFrames server, RoomHub serverHub) {
        frames = server;
        hub = serverHub;
        channel = new EmbeddedChannel();
        SecretHash signIn = Secret.fresh(new SecureRandom()).hash();
        connection = new Connection(channel, account, signIn, code -> { });
        Connection opened = connection;
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                if (context.channel().isWritable()) {
                    serverHub.resume(opened);
                }
            }
        });
        frames.onFirst(connection, Json.write(new ClientFrame.Hello(1, List.of(new ClientFrame.Cursor(room, cursor)))));
    }

    /** The network is gone; what was written and not read is lost. */
    void drop() {
        spoken.clear();
        channel.close();
        hub.closed(connection);
        channel.runPendingTasks();
        channel.releaseOutbound();
        connection = null;
    }

    /** The server is gone: nobody tells it that we left. */
    void lose() {
        spoken.clear();
        if (connection != null) {
            channel.releaseOutbound();
            connection = null;
        }
    }

    void setReading(boolean isReading) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isReading);
    }

    void sendOutbox() {
        outbox.forEach((id, body) -> frames.onFrame(connection,
                Json.write(new ClientFrame.SendMessage(room, id, body, null, List.of(), List.of()))));
    }

    /** Lets the event loop run, and takes in what the server wrote. */
    void pump() {
        if (connection == null) {
            return;
        }
        channel.runPendingTasks();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            read(bytes).forEach(this::take);
            bytes.release();
        }
    }

    private void take(ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Event event -> takeEvent(event);
            case ServerFrame.Accepted accept -> takeAccepted(accept);
            case ServerFrame.Refused refused -> takeRefused(refused);
            case ServerFrame.Resync resync -> {
                cursor = resync.head();
                resyncNeeded = true;
            }
            case ServerFrame.TurnStarted started -> spoken.put(started.turn(), 0);
            case ServerFrame.TurnDelta delta -> takeDelta(delta);
            default -> { }
        }
    }

    /** While the database is away it keeps what it said, and says it again later. */
    private void takeRefused(ServerFrame.Refused refused) {
        if (refused.problem().code() != ErrorCode.UNAVAILABLE) {
            throw new AssertionError("refused: " + refused.problem());
        }
    }

    private void takeEvent(ServerFrame.Event event) {
        if (event.seq().value() != cursor.value() + 1) {
            throw new AssertionError("[SK2] after " + cursor + " came " + event.seq());
        }
        cursor = event.seq();
        seen.put(event.seq(), event);
    }

    /** Words of an answer may be missed, but never come twice or backwards within one try. */
    private void takeDelta(ServerFrame.TurnDelta delta) {
        if (delta.thinking()) {
            return;
        }
        if (delta.from() < spoken.getOrDefault(delta.turn(), 0)) {
            throw new AssertionError("[TU6] words up to " + spoken.get(delta.turn()) + ", then again from " + delta.from());
        }
        spoken.put(delta.turn(), delta.from() + delta.text().length());
    }

    private void takeAccepted(ServerFrame.Accepted accept) {
        Seq before = accepted.put(accept.clientMessageId(), accept.seq());
        if (before != null && !before.equals(accept.seq())) {
            throw new AssertionError("[MS1] accepted at " + before + " and again at " + accept.seq());
        }
        outbox.remove(accept.clientMessageId());
    }

    /** The frames in what the server wrote. */
    static List<ServerFrame> read(ByteBuf bytes) {
        List<ServerFrame> read = new ArrayList<>();
        while (bytes.isReadable()) {
            bytes.skipBytes(1);
            int length = bytes.readUnsignedByte();
            int size = length == 126 ? bytes.readUnsignedShort() : length == 127 ? (int) bytes.readLong() : length;
            String text = bytes.readCharSequence(size, StandardCharsets.UTF_8).toString();
            try {
                read.add(Json.mapper().readValue(text, ServerFrame.class));
            } catch (JsonProcessingException e) {
                throw new AssertionError("not a frame: " + text, e);
            }
        }
        return read;
    }
}
