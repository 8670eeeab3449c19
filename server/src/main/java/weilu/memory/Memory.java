package weilu.memory;

import java.time.Instant;

/** One thing that is remembered, and when it was written so. */
public record Memory(long id, String text, Instant at) {}
