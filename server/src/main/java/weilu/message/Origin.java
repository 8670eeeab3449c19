package weilu.message;

import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.room.ModelConsent;
import weilu.room.RoomLog.Place;

/**
 * Where a forwarded message stands, and what holds it back from models wherever it goes (MS18). It is not told to the room it
 * comes to.
 *
 * @param place the message that was forwarded
 * @param room where it was first said
 * @param author whose consent counts, or null when it was imported there
 * @param atMost what the words it was made of let it be, when it was forwarded
 */
public record Origin(Place place, RoomId room, MemberId author, ModelConsent atMost) {}
