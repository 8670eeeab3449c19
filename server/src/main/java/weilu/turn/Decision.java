package weilu.turn;

import java.time.Instant;
import java.util.Map;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** What an agent did about a message, and the numbers that decided it. */
record Decision(RoomId room, MemberId agent, Seq message, TriggerRule rule, Map<String, Long> numbers, Instant at) {
    Decision {
        numbers = Map.copyOf(numbers);
    }
}
