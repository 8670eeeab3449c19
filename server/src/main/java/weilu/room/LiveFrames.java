package weilu.room;

import java.util.Collection;
import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.ServerFrame;

/**
 * How features reach open connections with what may be missed. Anything a sleeping client must learn later is a
 * {@link weilu.protocol.RoomEvent} instead. Calls return at once and never throw; make them after the commit.
 */
public interface LiveFrames {
    /** Who of the room is connected. */
    List<MemberId> online(Tx tx, RoomId room);

    void toRoom(RoomId room, ServerFrame frame);

    void toMembers(RoomId room, Collection<MemberId> members, ServerFrame frame);

    void toAccount(AccountId account, ServerFrame frame);

    /** The account's connections hear the room from now on. */
    void membershipBegan(AccountId account, RoomId room, MemberId member);

    /** The account's connections stop hearing the room, and are told so. */
    void membershipEnded(AccountId account, RoomId room, Departure how);
}
