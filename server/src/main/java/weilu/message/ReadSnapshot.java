package weilu.message;

import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.Seq;
import weilu.protocol.RoomSnapshot;
import weilu.room.ConsentStore;
import weilu.room.LiveFrames;
import weilu.room.Membership;
import weilu.room.RoomLog;
import weilu.room.RoomSnapshots;
import weilu.room.RoomStore;

/** Reads a room whole, at one position of its log. */
public final class ReadSnapshot implements RoomSnapshots {
    public static final int PAGE_MESSAGES = 50;

    private final RoomStore rooms;
    private final RoomLog log;
    private final ReadMessages messages;
    private final LiveFrames live;
    private final ConsentStore consents = new ConsentStore();

    public ReadSnapshot(RoomStore rooms, RoomLog log, ReadMessages messages, LiveFrames live) {
        this.rooms = rooms;
        this.log = log;
        this.messages = messages;
        this.live = live;
    }

    /**
     * The head is read first: what the later statements show beyond it comes once more as events, and applying those
     * again changes nothing.
     */
    @Override
    public RoomSnapshot read(Tx tx, Membership membership) {
        Seq head = log.head(tx, membership.room());
        MessagePage page = messages.latest(tx, membership.room(), PAGE_MESSAGES);
        return new RoomSnapshot(
                rooms.findRoom(tx, membership.room()).orElseThrow(), me(tx, membership),
                rooms.members(tx, membership.room()), head, page.messages(), page.hasEarlier(),
                messages.pinned(tx, membership.room()), live.online(tx, membership.room()),
                rooms.readMarks(tx, membership.room()), consents.changes(tx, membership.room(), RoomSnapshot.RULES_MAX));
    }

    private static RoomSnapshot.Me me(Tx tx, Membership membership) {
        return tx.handle().createQuery("select notify from member where id = :member")
                .bind("member", membership.member())
                .map((row, context) -> new RoomSnapshot.Me(membership.member(), membership.role(),
                        Rows.constant(row, "notify", RoomSnapshot.Notify.class), membership.readSeq()))
                .one();
    }
}
