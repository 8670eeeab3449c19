package weilu.room;

import weilu.id.MemberId;
import weilu.id.RoomId;

/** What became of somebody at the door. */
public sealed interface JoinOutcome {
    record Joined(RoomId room, MemberId member) implements JoinOutcome {}

    /** The room is private: the wish to come in is noted, and an admin answers it. */
    record ApprovalNeeded(RoomId room) implements JoinOutcome {}
}
