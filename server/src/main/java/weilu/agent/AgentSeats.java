package weilu.agent;

import java.util.List;
import java.util.Optional;
import weilu.account.SignedIn;
import weilu.agent.SeatStore.Seat;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame;
import weilu.room.Admission;
import weilu.room.Departures;
import weilu.room.LiveFrames;
import weilu.room.Membership;
import weilu.room.Moderation;
import weilu.room.Power;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Agents' seats in rooms: members propose, admins say yes to what they may do there. */
public final class AgentSeats {
    public static final int IN_ROOM_MAX = 20;
    public static final int WAITING_MAX = 20;

    private final RoomAccess access;
    private final RoomLog log;
    private final Admission admission;
    private final Moderation moderation;
    private final Departures departures;
    private final Agents agents;
    private final AgentCards cards;
    private final LiveFrames live;
    private final SeatStore store = new SeatStore();
    private final Greeting greeting;

    /**
     * An agent in a room, or one that waits for an admin's yes.
     *
     * @param member null while it waits
     * @param proposedBy the name of who proposed it; null for one that came with the room
     * @param more whether its newest version asks for tools that nobody has approved here
     */
    public record SeatView(AgentCard card, MemberId member, String proposedBy, boolean mine, boolean more) {}

    public AgentSeats(
            RoomAccess access, RoomLog log, Admission admission, Moderation moderation, Departures departures,
            Agents agents, AgentCards cards, LiveFrames live) {
        this.access = access;
        this.log = log;
        this.admission = admission;
        this.moderation = moderation;
        this.departures = departures;
        this.agents = agents;
        this.cards = cards;
        this.live = live;
        greeting = new Greeting(log);
    }

    public List<SeatView> list(Tx tx, SignedIn caller, Membership membership) {
        return store.list(tx, membership.room()).stream().map(seat -> shown(tx, caller, seat)).toList();
    }

    /** Proposes the agent; an admin's own proposal is the yes as well. In a room where it is already nothing changes. */
    public SeatView propose(Tx tx, SignedIn caller, RoomId room, long number) {
        Membership membership = requireGroup(tx, caller, room);
        if (!membership.isAtLeast(Role.MEMBER)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a guest brings no agents");
        }
        AgentProfile agent = cards.require(tx, caller, number);
        Optional<Seat> seat = store.find(tx, room, agent.account());
        if (seat.isEmpty()) {
            requireSpace(tx, room);
            store.propose(tx, room, agent.account(), caller.account(), log.now());
        }
        boolean isIn = seat.isPresent() && seat.get().member() != null;
        if (!isIn && Power.INVITE_AGENTS.heldBy(membership.role())) {
            letIn(tx, caller, room, agent);
        }
        tellAdmins(tx, room);
        return shown(tx, caller, store.find(tx, room, agent.account()).orElseThrow());
    }

    /** Lets in one that waits, or says yes to what its newest version asks for. */
    public SeatView approve(Tx tx, SignedIn caller, RoomId room, AccountId account) {
        Membership membership = requireGroup(tx, caller, room);
        Power.INVITE_AGENTS.require(membership.role());
        Seat seat = store.find(tx, room, account).orElseThrow(AgentSeats::notHere);
        AgentProfile agent = agents.find(tx, account).filter(one -> !one.retired()).orElseThrow(AgentSeats::notHere);
        if (seat.member() == null) {
            letIn(tx, caller, room, agent);
        } else if (!agent.host()) {
            store.approve(tx, room, agent, caller.account(), log.now());
        }
        tellAdmins(tx, room);
        return shown(tx, caller, store.find(tx, room, account).orElseThrow());
    }

    /** Puts the agent out, or turns the proposal down; who proposed it may take that back. */
    public void remove(Tx tx, SignedIn caller, RoomId room, AccountId account) {
        Membership membership = requireGroup(tx, caller, room);
        Seat seat = store.find(tx, room, account).orElseThrow(AgentSeats::notHere);
        boolean takesBack = seat.member() == null && caller.account().equals(seat.proposedBy());
        if (!takesBack) {
            Power.INVITE_AGENTS.require(membership.role());
        }
        if (seat.member() != null) {
            moderation.kick(tx, room, caller.account(), seat.member());
        }
        store.delete(tx, room, account);
        tellAdmins(tx, room);
    }

    /** Its newest version may ask for more than was approved: the admins of its rooms hear of it. */
    public void changed(Tx tx, AgentProfile agent) {
        store.groups(tx, agent.account()).forEach(room -> tellAdmins(tx, room));
    }

    /** Its owner gives it up: it leaves every group, and speaks nowhere any more. */
    public void retire(Tx tx, AgentProfile agent) {
        agents.retire(tx, agent);
        store.groups(tx, agent.account()).forEach(room -> {
            departures.leave(tx, room, agent.account());
            tellAdmins(tx, room);
        });
    }

    /** How many wait for an admin's yes: to come in, or to do more than was approved. */
    private void tellAdmins(Tx tx, RoomId room) {
        long waiting = store.list(tx, room).stream().filter(seat -> seat.member() == null || asksForMore(tx, seat)).count();
        List<MemberId> admins = store.admins(tx, room);
        tx.afterCommit(() -> live.toMembers(room, admins, new ServerFrame.AgentSeatsChanged(room, (int) waiting)));
    }

    private boolean asksForMore(Tx tx, Seat seat) {
        AgentProfile agent = agents.find(tx, seat.agent()).orElseThrow();
        return !agent.host() && !seat.approvedTools().containsAll(agent.tools());
    }

    private void letIn(Tx tx, SignedIn caller, RoomId room, AgentProfile agent) {
        store.approve(tx, room, agent, caller.account(), log.now());
        MemberId member = admission.admit(tx, room, agent.account(), Role.MEMBER);
        String line = agent.definition().greeting();
        if (!line.isEmpty()) {
            greeting.say(tx, room, member, log.lockHead(tx, room), line);
        }
    }

    private void requireSpace(Tx tx, RoomId room) {
        if (store.countWaiting(tx, room) >= WAITING_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, WAITING_MAX + " agents wait for an admin here already");
        }
        if (store.list(tx, room).stream().filter(seat -> seat.member() != null).count() >= IN_ROOM_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "there are " + IN_ROOM_MAX + " agents in this room already");
        }
    }

    private Membership requireGroup(Tx tx, SignedIn caller, RoomId room) {
        Membership membership = access.requireLocked(tx, room, caller.account());
        if (membership.roomKind() != RoomView.Kind.GROUP) {
            throw Refusal.of(ErrorCode.CONFLICT, "a direct room stays with its two");
        }
        if (membership.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        return membership;
    }

    private SeatView shown(Tx tx, SignedIn caller, Seat seat) {
        AgentProfile agent = agents.find(tx, seat.agent()).orElseThrow();
        List<String> approved = agent.host() ? agent.tools() : seat.approvedTools();
        AgentCard card = cards.draw(tx, caller, agent, approved);
        boolean more = seat.member() != null && asksForMore(tx, seat);
        return new SeatView(card, seat.member(), seat.proposer(), caller.account().equals(seat.proposedBy()), more);
    }

    private static Refusal notHere() {
        return Refusal.of(ErrorCode.NOT_FOUND, "this agent is not in this room, and does not wait to be");
    }
}
