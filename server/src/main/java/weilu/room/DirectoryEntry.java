package weilu.room;

import weilu.protocol.RoomView;

/**
 * A public room in the directory.
 *
 * @param members how many are in it now
 * @param joined whether the one who looks is in it
 */
public record DirectoryEntry(RoomView room, int members, boolean joined) {}
