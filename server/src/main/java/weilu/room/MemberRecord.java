package weilu.room;

import java.time.Instant;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;

/** All that is stored of somebody who is, or was, in a room. */
record MemberRecord(
        RoomId room, MemberId id, AccountId account, Kind kind, String displayName, String picture, Role role,
        State state, Instant mutedUntil) {

    enum State { IN, LEFT, KICKED, BANNED }

    boolean isIn() {
        return state == State.IN;
    }

    /** The role that counts when somebody acts on them: who is out of the room has lost any rank they had. */
    Role rank() {
        return isIn() ? role : Role.GUEST;
    }

    MemberView view() {
        return new MemberView(id, kind, displayName, picture, role, mutedUntil, isIn());
    }
}
