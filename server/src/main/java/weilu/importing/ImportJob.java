package weilu.importing;

import java.util.UUID;
import weilu.id.AccountId;
import weilu.id.RoomId;

/**
 * One file on its way into a room.
 *
 * @param account who imports; must be an admin of the room for as long as it takes
 */
record ImportJob(UUID run, RoomId room, AccountId account, ChatFile file, boolean skipBroken) {}
