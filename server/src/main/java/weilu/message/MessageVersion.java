package weilu.message;

import java.time.Instant;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessageEdited;
import weilu.protocol.RoomEvent.MessagePosted;

/** What a message said from then on. */
public record MessageVersion(String body, Instant at) {
    static MessageVersion of(RoomEvent event, Instant at) {
        return switch (event) {
            case MessagePosted posted ->
                    new MessageVersion(posted.body(), posted.postedAt() == null ? at : posted.postedAt());
            case MessageEdited edited -> new MessageVersion(edited.body(), at);
            default -> throw new IllegalArgumentException("no version of a message: " + event.getClass());
        };
    }
}
