package weilu.importing;

import java.io.Closeable;
import java.io.IOException;

/** One file being read, from its first message to its last. */
interface ChatReader extends Closeable {
    /** The next message or broken line, or null at the end. Throws only when the file cannot be read at all. */
    ImportedLine next() throws IOException;

    /** Bytes of the file taken so far. */
    long bytesRead();
}
