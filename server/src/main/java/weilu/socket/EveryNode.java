package weilu.socket;

import java.util.Collection;
import java.util.List;
import weilu.account.SecretHash;
import weilu.account.SignInsEnded;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.node.NodeNote;
import weilu.node.Nodes;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;

/** Reaches open connections wherever they are: those of this node through its hub, those of the others by a note. */
public final class EveryNode implements LiveFrames, SignInsEnded {
    private final RoomHub here;
    private final Nodes nodes;

    public EveryNode(RoomHub here, Nodes nodes) {
        this.here = here;
        this.nodes = nodes;
        nodes.listen(NodeNote.ToRoom.class, note -> {
            if (note.only() == null) {
                here.toRoom(note.room(), note.frame());
            } else {
                here.toMembers(note.room(), note.only(), note.frame());
            }
        });
        nodes.listen(NodeNote.ToAccount.class, note -> here.toAccount(note.account(), note.frame()));
        nodes.listen(NodeNote.MembershipBegan.class,
                note -> here.membershipBegan(note.account(), note.room(), note.member()));
        nodes.listen(NodeNote.SignInEnded.class, note -> here.signInEnded(new SecretHash(note.tokenHash())));
        nodes.listen(NodeNote.SignedOut.class, note -> here.accountSignedOut(note.account()));
    }

    @Override
    public List<MemberId> online(Tx tx, RoomId room) {
        return here.online(tx, room);
    }

    @Override
    public void toRoom(RoomId room, ServerFrame frame) {
        here.toRoom(room, frame);
        nodes.tell(new NodeNote.ToRoom(room, null, frame));
    }

    @Override
    public void toMembers(RoomId room, Collection<MemberId> members, ServerFrame frame) {
        here.toMembers(room, members, frame);
        nodes.tell(new NodeNote.ToRoom(room, List.copyOf(members), frame));
    }

    @Override
    public void toAccount(AccountId account, ServerFrame frame) {
        here.toAccount(account, frame);
        nodes.tell(new NodeNote.ToAccount(account, frame));
    }

    @Override
    public void membershipBegan(AccountId account, RoomId room, MemberId member) {
        here.membershipBegan(account, room, member);
        nodes.tellByDatabase(new NodeNote.MembershipBegan(account, room, member));
    }

    /** The other nodes learn it from the log. */
    @Override
    public void membershipEnded(AccountId account, RoomId room, Departure how) {
        here.membershipEnded(account, room, how);
    }

    @Override
    public void signInEnded(Tx tx, SecretHash token) {
        here.signInEnded(tx, token);
        nodes.tellWith(tx, new NodeNote.SignInEnded(token.hex()));
    }

    @Override
    public void accountSignedOut(Tx tx, AccountId account) {
        here.accountSignedOut(tx, account);
        nodes.tellWith(tx, new NodeNote.SignedOut(account));
    }
}
