package weilu.db;

import java.util.function.IntSupplier;

/**
 * A place where something waits, for whoever watches the server.
 *
 * @param name in lower case, the same for ever: people draw it
 * @param depth how much waits there now
 * @param limit how much may; what is beyond it is refused, or left to be read from the log
 */
public record BoundedQueue(String name, IntSupplier depth, int limit) {}
