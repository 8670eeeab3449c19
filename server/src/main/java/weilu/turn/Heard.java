package weilu.turn;

import java.time.Instant;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent.MessagePosted;

/** A message of the log that an agent may have to act on. */
record Heard(RoomId room, Seq seq, Instant at, MessagePosted message) {}
