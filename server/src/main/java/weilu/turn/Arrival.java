package weilu.turn;

import java.time.Instant;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** Somebody who came into a room, as the log has it. */
record Arrival(RoomId room, Seq seq, Instant at, MemberId member, boolean agent) {}
