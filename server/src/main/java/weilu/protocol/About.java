package weilu.protocol;

import weilu.id.RoomId;
import weilu.id.Seq;

/**
 * What a whisper is about: a room its asker is in, as it stood at a position of its log. The whisper itself lies in the
 * asker's direct room with the agent, so nobody else's log holds it.
 */
public record About(RoomId room, Seq seq) {}
