package weilu.turn;

import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** A message that an agent may have something to say about, a little later. */
record Maybe(RoomId room, MemberId agent, Seq message, TriggerRule rule) {}
