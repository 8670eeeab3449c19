package weilu.room;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.ServerFrame;

/** Keeps what would have gone to open connections. */
public final class RecordedFrames implements LiveFrames {
    @Override
    public List<MemberId> online(Tx tx, RoomId room) {
        return List.of();
    }

    public record Sent(List<MemberId> to, ServerFrame frame) {}

    public record Ended(AccountId account, RoomId room, Departure how) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Ended> ended = new CopyOnWriteArrayList<>();

    @Override
    public void toRoom(RoomId room, ServerFrame frame) {
        sent.add(new Sent(List.of(), frame));
    }

    @Override
    public void toMembers(RoomId room, Collection<MemberId> members, ServerFrame frame) {
        sent.add(new Sent(List.copyOf(members), frame));
    }

    @Override
    public void toAccount(AccountId account, ServerFrame frame) {
        sent.add(new Sent(List.of(), frame));
    }

    @Override
    public void membershipBegan(AccountId account, RoomId room, MemberId member) {}

    @Override
    public void membershipEnded(AccountId account, RoomId room, Departure how) {
        ended.add(new Ended(account, room, how));
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    public List<Ended> ended() {
        return List.copyOf(ended);
    }
}
