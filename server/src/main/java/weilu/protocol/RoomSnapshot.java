package weilu.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import weilu.id.MemberId;
import weilu.id.Seq;

/**
 * A room as it stands at {@code seq}; with the events after it, it stays fresh.
 *
 * @param me the asker's own place in the room
 * @param members everybody who is or was in the room
 * @param messages the latest page, oldest first
 * @param pinned pinned messages, the last pinned first
 * @param online who is connected
 * @param reads how far each member has read
 * @param rules the last changes of what may go to models, the first of them first; absent when there are none
 */
public record RoomSnapshot(
        RoomView room, Me me, List<MemberView> members, Seq seq, List<MessageView> messages, boolean hasEarlier,
        List<MessageView> pinned, List<MemberId> online, List<ReadMark> reads,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RuleChange> rules) {
    public static final int RULES_MAX = 20;

    public RoomSnapshot {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    public enum Notify { ALL, MENTIONS, NONE }

    /** What only the member knows of their own membership. */
    public record Me(MemberId member, MemberView.Role role, @JsonProperty("notify") Notify notifyOf, Seq readSeq) {}

    /** A {@link RoomEvent.ConsentChanged}, and when it was. */
    public record RuleChange(Seq seq, Instant at, RoomEvent.Allowed consent, Boolean noStore, MemberId by) {}

    /** How far a member has read. */
    public record ReadMark(MemberId member, Seq seq) {}
}
