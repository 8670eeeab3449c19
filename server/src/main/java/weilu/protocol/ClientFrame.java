package weilu.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** What a client says on the socket. Everything else goes by HTTP. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientFrame.SendMessage.class, name = "sendMessage"),
    @JsonSubTypes.Type(value = ClientFrame.ClaimRedPacket.class, name = "claimRedPacket"),
    @JsonSubTypes.Type(value = ClientFrame.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = ClientFrame.MoveRead.class, name = "moveRead"),
    @JsonSubTypes.Type(value = ClientFrame.SayTyping.class, name = "sayTyping"),
    @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping"),
})
public sealed interface ClientFrame {

    /**
     * Must be the first frame, once.
     *
     * @param protocol 1
     * @param cursors for each room the client holds: the last seq it has
     */
    record Hello(int protocol, List<Cursor> cursors) implements ClientFrame {
        public Hello {
            cursors = cursors == null ? List.of() : List.copyOf(cursors);
        }
    }

    record Cursor(RoomId room, Seq after) {}

    record SendMessage(
            RoomId room, ClientMessageId clientMessageId, String body, Seq quote, List<MemberId> mentions,
            List<AttachmentId> attachments) implements ClientFrame {
        public SendMessage {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }
    }

    /** Opens a red packet of this room. {@code words}: the passphrase or the riddle's answer, or null. */
    record ClaimRedPacket(RoomId room, RedPacketId redPacket, String words) implements ClientFrame {}

    /** Send this room's events again from here; for a client that saw a gap or took a new snapshot. */
    record Resume(RoomId room, Seq after) implements ClientFrame {}

    record MoveRead(RoomId room, Seq seq) implements ClientFrame {}

    record SayTyping(RoomId room) implements ClientFrame {}

    record Ping(long n) implements ClientFrame {}
}
