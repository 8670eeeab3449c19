package weilu.room;

import weilu.db.Tx;
import weilu.protocol.RoomSnapshot;

/** Reads a room whole for one who is in it; the message feature, which knows what was said, implements it. */
@FunctionalInterface
public interface RoomSnapshots {
    RoomSnapshot read(Tx tx, Membership membership);
}
