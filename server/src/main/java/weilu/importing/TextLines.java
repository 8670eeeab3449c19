package weilu.importing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** The lines of a text file, each decoded strictly; one that is too long or not text is given as damaged. */
final class TextLines implements Closeable {
    static final int LINE_BYTES_MAX = 256 * 1024;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final CountedInput in;
    private final CharsetDecoder decoder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private int at;
    private int filled;
    private long number;

    /** @param damage what is wrong with the line, in which case there is no text; else null */
    record Line(long number, String text, String damage) {}

    TextLines(InputStream in, Charset charset) {
        this.in = new CountedInput(in);
        this.decoder = charset.newDecoder();
    }

    /** Without its line end and, on the first line, its byte order mark; null at the end. */
    Line next() throws IOException {
        line.reset();
        boolean tooLong = false;
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + end - at > LINE_BYTES_MAX) {
                tooLong = true;
            } else {
                line.write(buffer, at, end - at);
            }
            at = Math.min(end + 1, filled);
            if (end < filled) {
                break;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        return tooLong
                ? new Line(number, null, "the line is longer than " + LINE_BYTES_MAX + " bytes")
                : decode(line.toByteArray());
    }

    long bytesRead() {
        return in.count() - (filled - at);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(in.read(buffer, 0, buffer.length), 0);
        return filled > 0;
    }

    private Line decode(byte[] bytes) {
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        try {
            String text = decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            boolean marked = number == 1 && text.startsWith("\uFEFF");
            return new Line(number, marked ? text.substring(1) : text, null);
        } catch (CharacterCodingException e) {
            String name = decoder.charset().equals(StandardCharsets.UTF_8) ? "UTF-8" : decoder.charset().name();
            return new Line(number, null, "the line is not " + name + " text");
        }
    }
}
