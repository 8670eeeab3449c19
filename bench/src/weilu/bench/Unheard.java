package weilu.bench;

import java.util.Collection;
import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;

/** Nobody is connected. */
final class Unheard implements LiveFrames {
    @Override
    public List<MemberId> online(Tx tx, RoomId room) {
        return List.of();
    }

    @Override
    public void toRoom(RoomId room, ServerFrame frame) {}

    @Override
    public void toMembers(RoomId room, Collection<MemberId> members, ServerFrame frame) {}

    @Override
    public void toAccount(AccountId account, ServerFrame frame) {}

    @Override
    public void membershipBegan(AccountId account, RoomId room, MemberId member) {}

    @Override
    public void membershipEnded(AccountId account, RoomId room, Departure how) {}
}
