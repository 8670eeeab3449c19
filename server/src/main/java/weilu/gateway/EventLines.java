package weilu.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundFailure.Reason;

/** Reads a text/event-stream: the data of one event at a time. Comments and other fields are skipped. */
final class EventLines {
    static final int EVENT_BYTES_MAX = 1_000_000;
    private static final String DATA = "data:";

    private final InputStream body;
    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private boolean afterCarriageReturn;

    EventLines(InputStream body) {
        this.body = body;
    }

    /** The next event's data, or null at the end of the stream. */
    String next() throws IOException {
        StringBuilder data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && data != null) {
                return data.toString();
            }
            if (line.startsWith(DATA)) {
                int start = line.startsWith(" ", DATA.length()) ? DATA.length() + 1 : DATA.length();
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(line, start, line.length());
            }
            if (data != null && data.length() > EVENT_BYTES_MAX) {
                throw new OutboundFailure(Reason.TOO_LARGE, "an event of the answer is too large");
            }
        }
        return data == null ? null : data.toString();
    }

    /** A line ends at CR LF, LF or CR. What has arrived is handed out without waiting for more. */
    private String line() throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        while (true) {
            if (from == to && !fill()) {
                return length == 0 ? null : new String(line, 0, length, StandardCharsets.UTF_8);
            }
            byte next = buffer[from++];
            boolean endedBefore = afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (next == '\n' && endedBefore) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return new String(line, 0, length, StandardCharsets.UTF_8);
            }
            if (length == EVENT_BYTES_MAX) {
                throw new OutboundFailure(Reason.TOO_LARGE, "a line of the answer is too large");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = next;
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(body.read(buffer, 0, buffer.length), 0);
        return to > 0;
    }
}
