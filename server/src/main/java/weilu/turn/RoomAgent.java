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
 */
record RoomAgent(
        RoomId room, MemberId member, AccountId account, String name, Instant mutedUntil, Seq joinedSeq, Seq cursor,
        Seq head, RoomView.Kind roomKind, boolean archived) {}
