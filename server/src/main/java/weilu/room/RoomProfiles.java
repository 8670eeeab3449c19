package weilu.room;

import weilu.account.Account;
import weilu.account.ProfileChanged;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;

/** Logs a changed profile in each room the account is in, and makes a member of a guest who has become a person. */
public final class RoomProfiles implements ProfileChanged {
    private final RoomLog log;
    private final MemberStore members = new MemberStore();

    public RoomProfiles(RoomLog log) {
        this.log = log;
    }

    @Override
    public void profileChanged(Tx tx, Account changed) {
        for (RoomId room : members.roomsShowing(tx, changed.id())) {
            log.lockHead(tx, room);
            members.find(tx, room, changed.id()).ifPresent(member -> logChange(tx, changed, member));
        }
    }

    private void logChange(Tx tx, Account changed, MemberRecord member) {
        boolean becamePerson = changed.kind() == Kind.PERSON && member.role() == Role.GUEST;
        if (becamePerson) {
            members.setRole(tx, member.id(), Role.MEMBER);
        }
        if (becamePerson || member.isIn()) {
            MemberRecord now = members.find(tx, member.room(), member.id()).orElseThrow();
            log.append(tx, member.room(), new RoomEvent.MemberChanged(now.view(), member.id()));
        }
    }
}
