package weilu.room;

import java.time.Instant;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent;

/** One entry of a room's log; {@code json} is its event in wire form, so that passing it on needs no parsing. */
public record LoggedEvent(RoomId room, Seq seq, Instant at, String kind, String json) {
    /** The {@code kind} of {@link RoomEvent.MessagePosted}. */
    public static final String MESSAGE_POSTED = "messagePosted";
    /** The {@code kind} of {@link RoomEvent.MemberLeft}. */
    public static final String MEMBER_LEFT = "memberLeft";

    public RoomEvent event() {
        return Json.read(json, RoomEvent.class);
    }
}
