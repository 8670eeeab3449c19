package weilu.tool;

import java.time.Clock;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.ToolCallId;
import weilu.message.ShowToolCall;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Status;
import weilu.room.Membership;
import weilu.room.RoomAccess;

/** A person's yes or no to a call, and their end to one that runs (TL2, TL3, TL12). */
public final class DecideToolCall {
    private final RoomAccess access;
    private final RoomTools rooms;
    private final ShowToolCall show;
    private final ApprovedCalls approved;
    private final Clock clock;
    private final ToolCallStore store = new ToolCallStore();

    public DecideToolCall(RoomAccess access, RoomTools rooms, ShowToolCall show, ApprovedCalls approved, Clock clock) {
        this.access = access;
        this.rooms = rooms;
        this.show = show;
        this.approved = approved;
        this.clock = clock;
    }

    /** @param hash of the tool and arguments that the person has seen; the yes holds for nothing else */
    public void approve(Tx tx, RoomId room, AccountId account, ToolCallId id, String hash) {
        StoredCall call = pending(tx, room, account, id, Status.APPROVED);
        if (call.status() != Status.PENDING) {
            return;
        }
        if (!call.hash().equals(hash) || !CallArguments.stored(call.arguments()).hash(call.tool()).equals(hash)) {
            throw Refusal.field(ErrorCode.CONFLICT, "hash", "these are not the arguments that would be run");
        }
        Membership decider = access.require(tx, room, account);
        store.decide(tx, id, Status.APPROVED, decider.member(), hash, clock.instant());
        show.show(tx, room, call.message(), id, Status.APPROVED, decider.member());
        tx.afterCommit(approved::wake);
    }

    public void reject(Tx tx, RoomId room, AccountId account, ToolCallId id) {
        StoredCall call = pending(tx, room, account, id, Status.REJECTED);
        if (call.status() != Status.PENDING) {
            return;
        }
        Membership decider = access.require(tx, room, account);
        store.decide(tx, id, Status.REJECTED, decider.member(), null, clock.instant());
        approved.over(tx, call);
        show.show(tx, room, call.message(), id, Status.REJECTED, decider.member());
    }

    /** Ends an approved call that is not over; harmless when it is. The asker may, and every member but guests. */
    public void stop(Tx tx, RoomId room, AccountId account, ToolCallId id) {
        Membership member = access.require(tx, room, account);
        StoredCall call = find(tx, room, id);
        if (store.isAgent(tx, account) || !member.member().equals(call.asker()) && !member.isAtLeast(Role.MEMBER)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a guest stops only what they have asked for");
        }
        approved.stop(tx, room, id);
    }

    private StoredCall find(Tx tx, RoomId room, ToolCallId id) {
        return store.find(tx, room, id)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such call in this room"));
    }

    /** The call, if this person may decide about it and it still waits; one that is as wished already is returned so. */
    private StoredCall pending(Tx tx, RoomId room, AccountId account, ToolCallId id, Status wished) {
        Membership decider = access.require(tx, room, account);
        StoredCall call = find(tx, room, id);
        if (!mayDecide(tx, decider, call)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this room lets others decide about this call");
        }
        if (decider.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        boolean decidedSo = wished == Status.APPROVED ? call.approvedHash() != null : call.status() == wished;
        if (decidedSo && decider.member().equals(call.decidedBy())) {
            return call;
        }
        if (call.status() != Status.PENDING || call.message() == null) {
            throw Refusal.of(ErrorCode.CONFLICT, "the call does not wait for a decision");
        }
        return call;
    }

    private boolean mayDecide(Tx tx, Membership decider, StoredCall call) {
        if (store.isAgent(tx, decider.account())) {
            return false;
        }
        boolean asked = decider.member().equals(call.asker());
        boolean admin = decider.isAtLeast(Role.ADMIN);
        Approvers approvers = decider.roomKind() == RoomView.Kind.DIRECT ? Approvers.ASKER
                : rooms.read(tx, call.room()).approvers();
        return switch (approvers) {
            case ASKER -> asked;
            case ADMINS -> admin;
            case ASKER_OR_ADMINS -> asked || admin;
        };
    }
}
