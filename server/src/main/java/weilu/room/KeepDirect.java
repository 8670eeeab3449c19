package weilu.room;

import java.util.function.UnaryOperator;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;

/** A person's conversations with agents: what each is called, and whether it is put away. */
public final class KeepDirect {
    private final RoomLog log;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final DirectStore directs = new DirectStore();
    private final MemberStore members = new MemberStore();

    public KeepDirect(RoomLog log, RoomAccess access, RoomStore rooms) {
        this.log = log;
        this.access = access;
        this.rooms = rooms;
    }

    /** The account's membership; CONFLICT unless the room is a conversation with an agent. */
    public Membership require(Tx tx, RoomId room, AccountId account) {
        return requireWithAgent(tx, access.require(tx, room, account));
    }

    public RoomView rename(Tx tx, RoomId room, AccountId account, String title) {
        String name = RoomText.title(title);
        return change(tx, locked(tx, room, account), before -> named(before, name));
    }

    /** Puts the conversation away, or takes it up again; what is put away can be read and takes nothing. */
    public RoomView archive(Tx tx, RoomId room, AccountId account, boolean archived) {
        return change(tx, locked(tx, room, account), before -> new RoomView(before.id(), before.kind(), before.name(),
                before.topic(), before.picture(), before.visibility(), before.whoMayInvite(), before.slowModeSeconds(),
                archived, before.modelsOff(), before.staysHere()));
    }

    /** Gives a conversation that has no title this one. */
    public void title(Tx tx, Membership membership, String found) {
        Membership mine = access.requireLocked(tx, membership.room(), membership.account());
        change(tx, mine, before -> before.name().isEmpty() ? named(before, RoomText.title(found)) : before);
    }

    /** The same as {@link #require}, with the room locked. */
    public Membership requireLocked(Tx tx, RoomId room, AccountId account) {
        return locked(tx, room, account);
    }

    /**
     * Ends a conversation for good: its titles are out of the log, both are out of the room, nothing leads there any more. The
     * caller has locked it and taken back what was said (RM26).
     */
    public void end(Tx tx, Membership mine, Departures departures) {
        RoomId room = mine.room();
        rooms.update(tx, named(rooms.findRoom(tx, room).orElseThrow(), ""), log.now());
        directs.titles(tx, room).forEach((seq, changed) -> directs.rewrite(
                tx, room, seq, new RoomEvent.RoomChanged(named(changed.room(), ""), changed.by())));
        directs.unpair(tx, room);
        members.all(tx, room).stream().filter(MemberRecord::isIn)
                .forEach(member -> departures.depart(tx, member, RoomEvent.Departure.LEFT, mine.member()));
    }

    private Membership locked(Tx tx, RoomId room, AccountId account) {
        return requireWithAgent(tx, access.requireLocked(tx, room, account));
    }

    private Membership requireWithAgent(Tx tx, Membership membership) {
        if (!directs.isWithAgent(tx, membership)) {
            throw Refusal.of(ErrorCode.CONFLICT, "this room is no conversation with an agent");
        }
        return membership;
    }

    private RoomView change(Tx tx, Membership membership, UnaryOperator<RoomView> how) {
        RoomView before = rooms.findRoom(tx, membership.room()).orElseThrow();
        RoomView after = how.apply(before);
        if (!after.equals(before)) {
            rooms.update(tx, after, log.now());
            log.append(tx, after.id(), new RoomEvent.RoomChanged(after, membership.member()));
        }
        return after;
    }

    private static RoomView named(RoomView before, String name) {
        return new RoomView(before.id(), before.kind(), name, before.topic(), before.picture(), before.visibility(),
                before.whoMayInvite(), before.slowModeSeconds(), before.archived(), before.modelsOff(), before.staysHere());
    }
}
