package weilu.room;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.RoomView.WhoMayInvite;

/** Changing a room's settings, archiving it, and bringing it back. */
public final class ChangeRoom {
    public static final int SLOW_MODE_SECONDS_MAX = 3_600;

    private final RoomLog log;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final RoomText text;

    public ChangeRoom(RoomLog log, RoomAccess access, RoomStore rooms, RoomText text) {
        this.log = log;
        this.access = access;
        this.rooms = rooms;
        this.text = text;
    }

    /** The settings to change; null leaves one as it is, and an empty picture takes the picture away. */
    public record Wish(
            String name, String topic, String picture, Visibility visibility, WhoMayInvite whoMayInvite,
            Integer slowModeSeconds, Boolean modelsOff, Boolean staysHere) {

        /** Leaves as it is whether words may be taken along. */
        public Wish(
                String name, String topic, String picture, Visibility visibility, WhoMayInvite whoMayInvite,
                Integer slowModeSeconds, Boolean modelsOff) {
            this(name, topic, picture, visibility, whoMayInvite, slowModeSeconds, modelsOff, null);
        }
    }

    public RoomView change(Tx tx, RoomId room, AccountId admin, Wish wish) {
        Membership membership = access.requireLocked(tx, room, admin);
        Power.CHANGE_ROOM.require(membership.role());
        RoomView before = rooms.findRoom(tx, room).orElseThrow();
        if (before.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        RoomView after = apply(tx, wish, before);
        if (after.visibility() != before.visibility()) {
            Power.CHANGE_VISIBILITY.require(membership.role());
        }
        return save(tx, membership, before, after);
    }

    /** Nobody posts in or joins an archived room; its members can still read it. */
    public RoomView archive(Tx tx, RoomId room, AccountId owner) {
        return setArchived(tx, room, owner, true);
    }

    public RoomView unarchive(Tx tx, RoomId room, AccountId owner) {
        return setArchived(tx, room, owner, false);
    }

    private RoomView setArchived(Tx tx, RoomId room, AccountId owner, boolean archived) {
        Membership membership = access.requireLocked(tx, room, owner);
        Power.ARCHIVE.require(membership.role());
        RoomView before = rooms.findRoom(tx, room).orElseThrow();
        RoomView after = new RoomView(before.id(), before.kind(), before.name(), before.topic(), before.picture(),
                before.visibility(), before.whoMayInvite(), before.slowModeSeconds(), archived,
                before.modelsOff(), before.staysHere());
        return save(tx, membership, before, after);
    }

    private RoomView save(Tx tx, Membership membership, RoomView before, RoomView after) {
        if (!after.equals(before)) {
            rooms.update(tx, after, log.now());
            log.append(tx, after.id(), new RoomEvent.RoomChanged(after, membership.member()));
        }
        return after;
    }

    private RoomView apply(Tx tx, Wish wish, RoomView before) {
        int slowMode = wish.slowModeSeconds() == null ? before.slowModeSeconds() : wish.slowModeSeconds();
        if (slowMode < 0 || slowMode > SLOW_MODE_SECONDS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "slowModeSeconds", "from 0 to " + SLOW_MODE_SECONDS_MAX);
        }
        return new RoomView(before.id(), before.kind(),
                wish.name() == null ? before.name() : text.name(wish.name()),
                wish.topic() == null ? before.topic() : text.topic(wish.topic()),
                wish.picture() == null ? before.picture() : text.picture(tx, wish.picture()),
                wish.visibility() == null ? before.visibility() : wish.visibility(),
                wish.whoMayInvite() == null ? before.whoMayInvite() : wish.whoMayInvite(),
                slowMode, before.archived(), wish.modelsOff() == null ? before.modelsOff() : wish.modelsOff(),
                wish.staysHere() == null ? before.staysHere() : wish.staysHere());
    }
}
