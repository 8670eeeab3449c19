package weilu.turn;

import java.time.Instant;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomView;

/**
 * An agent in one room, as its triggers see it.
 *
 * @param cursor how far it has surely looked through the log
 * @param head how far the log reached when this was read
 * @param stoppedSeq up to where a person has stopped everything
 */
record RoomAgent(
        RoomId room, MemberId member, AccountId account, String name, Instant mutedUntil, Seq joinedSeq, Seq cursor,
        Seq head, RoomView.Kind roomKind, boolean archived, int slowModeSeconds, Seq stoppedSeq, AgentManner manner) {

    boolean isDirect() {
        return roomKind == RoomView.Kind.DIRECT;
    }

    RoomAgent with(AgentManner other) {
        return new RoomAgent(room, member, account, name, mutedUntil, joinedSeq, cursor, head, roomKind, archived,
                slowModeSeconds, stoppedSeq, other);
    }
}
