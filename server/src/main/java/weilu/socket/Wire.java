package weilu.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import weilu.protocol.Json;
import weilu.protocol.ServerFrame;
import weilu.room.LoggedEvent;

/**
 * Server frames as bytes of the WebSocket protocol (RFC 6455, section 5.2): header and UTF-8 text, unmasked. They are
 * the same for every client, so they are made once.
 */
final class Wire {
    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private Wire() {}

    static byte[] encode(ServerFrame frame) {
        return frame(Json.write(frame));
    }

    /** An event frame around the event's stored wire form, without parsing it. */
    static byte[] encode(LoggedEvent event) {
        return frame("{\"type\":\"event\",\"room\":" + event.room() + ",\"seq\":" + event.seq()
                + ",\"at\":\"" + event.at() + "\",\"event\":" + event.json() + "}");
    }

    /** All frames after one another in one buffer, which the caller releases. */
    static ByteBuf join(ByteBufAllocator allocator, List<byte[]> frames) {
        int size = 0;
        for (byte[] frame : frames) {
            size += frame.length;
        }
        ByteBuf joined = allocator.ioBuffer(size);
        for (byte[] frame : frames) {
            joined.writeBytes(frame);
        }
        return joined;
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int header = payload.length < LENGTH_16 ? 2 : payload.length <= 0xffff ? 4 : 10;
        byte[] frame = new byte[header + payload.length];
        frame[0] = (byte) FINAL_TEXT;
        frame[1] = (byte) (header == 2 ? payload.length : header == 4 ? LENGTH_16 : LENGTH_64);
        for (int i = header - 1, shift = 0; i >= 2; i--, shift += 8) {
            frame[i] = (byte) (shift < 32 ? payload.length >>> shift : 0);
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        return frame;
    }
}
