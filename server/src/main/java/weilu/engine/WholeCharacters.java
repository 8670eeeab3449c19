package weilu.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes text of bytes that come in pieces: a token may hold a third of a character, and then waits for the others (EN4). */
final class WholeCharacters {
    private static final int CHARACTER_BYTES_MAX = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] waiting = {};

    /** The characters that are whole now. */
    String add(byte[] piece) {
        byte[] all = Arrays.copyOf(waiting, waiting.length + piece.length);
        System.arraycopy(piece, 0, all, waiting.length, piece.length);
        return decode(all, false);
    }

    /** What still waits when no more will come. */
    String end() {
        return decode(waiting, true);
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length + CHARACTER_BYTES_MAX);
        decoder.reset();
        decoder.decode(from, to, last);
        if (last) {
            decoder.flush(to);
        }
        waiting = Arrays.copyOfRange(bytes, from.position(), bytes.length);
        return to.flip().toString();
    }
}
