package weilu.memory;

import java.time.Instant;
import weilu.id.RoomId;

/**
 * One thing that is remembered, and when it was written so.
 *
 * @param toldIn the conversation in which its person said so; null when it was written down, and of a room
 */
public record Memory(long id, String text, Instant at, RoomId toldIn) {}
