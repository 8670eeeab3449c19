package weilu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One client of a {@link Crowd}. */
final class LoadSocket {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;

    final int number;
    final SocketChannel channel;
    /** What it says first, once the server has answered the handshake. */
    final String hello;
    /** The beginning of a frame whose rest has not come; touched by the crowd's thread only. */
    byte[] partial = new byte[0];
    boolean isOpen;
    /** Reads nothing while it is set, as a client that hangs. */
    volatile boolean isDeaf;
    /** Whose it is; for drills. */
    Talker talker;
    /** The last seq heard, of the one room that most clients are in; touched by the crowd's thread only. */
    long seq;

    LoadSocket(int number, SocketChannel channel, String hello) {
        this.number = number;
        this.channel = channel;
        this.hello = hello;
    }

    /** Sends one text frame. From any thread. */
    void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put(FINAL_TEXT);
        if (payload.length < LENGTH_16) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_16)).putShort((short) payload.length);
        }
        // Clients must mask; by zeros the text stays what it is.
        frame.putInt(0).put(payload).flip();
        write(frame);
    }

    synchronized void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** As clients do now and then: the server lets go who says nothing. */
    void ping() throws IOException {
        send("{\"type\":\"ping\",\"n\":1}");
    }

    void sendMessage(long room, String id, String body) throws IOException {
        send("{\"type\":\"sendMessage\",\"room\":" + room + ",\"clientMessageId\":\"" + id + "\",\"body\":\"" + body + "\"}");
    }
}
