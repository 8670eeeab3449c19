package weilu.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundFailure.Reason;

/** Reads a text/event-stream: the data of one event at a time. Comments and fields nobody asks for are skipped. */
public final class EventLines {
    static final int EVENT_BYTES_MAX = 1_000_000;
    private static final String DATA = "data:";
    private static final String ID = "id:";
    private static final String RETRY = "retry:";
    private static final int ID_CHARACTERS_MAX = 1_000;
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,9}");

    private final InputStream body;
    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private boolean afterCarriageReturn;
    private String lastId = "";
    private long retryMilliseconds;

    public EventLines(InputStream body) {
        this.body = body;
    }

    /** The id of the event read last that had one; empty before there was one. */
    public String lastId() {
        return lastId;
    }

    /** How long the server asks to wait before coming back. */
    public long retryMilliseconds() {
        return retryMilliseconds;
    }

    /** The next event's data, or null at the end of the stream. */
    public String next() throws IOException {
        StringBuilder data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && data != null) {
                return data.toString();
            }
            if (line.startsWith(DATA)) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(valueOf(line, DATA));
            } else {
                note(line);
            }
            if (data != null && data.length() > EVENT_BYTES_MAX) {
                throw new OutboundFailure(Reason.TOO_LARGE, "an event of the answer is too large");
            }
        }
        return data == null ? null : data.toString();
    }

    private void note(String line) {
        if (line.startsWith(ID) && line.length() < ID_CHARACTERS_MAX) {
            lastId = valueOf(line, ID);
        } else if (line.startsWith(RETRY) && MILLISECONDS.matcher(valueOf(line, RETRY)).matches()) {
            retryMilliseconds = Long.parseLong(valueOf(line, RETRY));
        }
    }

    private static String valueOf(String line, String field) {
        return line.substring(line.startsWith(" ", field.length()) ? field.length() + 1 : field.length());
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
