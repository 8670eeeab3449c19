package weilu.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weilu.id.RoomId;
import weilu.id.Seq;

/** What a commit tells the other nodes by NOTIFY: "room:seq room:seq …", how far each room's log reaches now. */
public final class RoomNotice {
    public static final String CHANNEL = "weilu_room";
    /** PostgreSQL takes less than 8,000 bytes a payload. */
    private static final int PAYLOAD_CHARACTERS_MAX = 7_900;
    private static final int ENTRY_CHARACTERS_MAX = 30;

    private RoomNotice() {}

    /** In as few payloads as hold it. */
    public static List<String> write(Map<RoomId, Seq> heads) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        heads.forEach((room, seq) -> {
            if (payload.length() > PAYLOAD_CHARACTERS_MAX - ENTRY_CHARACTERS_MAX) {
                payloads.add(payload.toString());
                payload.setLength(0);
            }
            payload.append(payload.isEmpty() ? "" : " ").append(room).append(':').append(seq);
        });
        payloads.add(payload.toString());
        return payloads;
    }

    static void read(String payload, RoomWakeups.Listener listener) {
        for (String entry : payload.split(" ")) {
            int colon = entry.indexOf(':');
            listener.appended(RoomId.fromString(entry.substring(0, colon)), Seq.fromString(entry.substring(colon + 1)));
        }
    }
}
