package weilu.room;

import java.util.List;
import weilu.id.MemberId;

/**
 * Blocks as one member of a room sees them.
 *
 * @param mine whom of the room they have blocked
 * @param silenced in a direct room: one of the two has blocked the other, so neither talks
 */
public record RoomBlocks(List<MemberId> mine, boolean silenced) {}
