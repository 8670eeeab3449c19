package weilu.message;

import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.About;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent.MessagePosted;

/** A message with its place in the log. Its JSON is made when first asked for: while PostgreSQL takes in those before it. */
final class PostRow {
    private final RoomId room;
    private final Seq seq;
    private final long contentHash;
    private final MessagePosted message;
    private final Origin origin;
    private String event;

    /** @param origin of a forwarded message: where it came from; null for all else */
    PostRow(RoomId room, Seq seq, long contentHash, MessagePosted message, Origin origin) {
        this.room = room;
        this.seq = seq;
        this.contentHash = contentHash;
        this.message = message;
        this.origin = origin;
    }

    RoomId room() {
        return room;
    }

    Seq seq() {
        return seq;
    }

    MemberId author() {
        return message.author();
    }

    ClientMessageId clientMessageId() {
        return message.clientMessageId();
    }

    About about() {
        return message.about();
    }

    Origin origin() {
        return origin;
    }

    PostStore.Identity identity() {
        return new PostStore.Identity(author(), clientMessageId());
    }

    long contentHash() {
        return contentHash;
    }

    String event() {
        if (event == null) {
            event = Json.write(message);
        }
        return event;
    }
}
