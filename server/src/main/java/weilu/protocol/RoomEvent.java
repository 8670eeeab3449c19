package weilu.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.id.ToolCallId;

/**
 * Anything durable that happens in a room. It is stored in this wire form and numbered by the room log; a client that
 * holds a snapshot and applies the events after it holds the fresh snapshot.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RoomEvent.MessagePosted.class, name = "messagePosted"),
    @JsonSubTypes.Type(value = RoomEvent.MessageEdited.class, name = "messageEdited"),
    @JsonSubTypes.Type(value = RoomEvent.MessageRecalled.class, name = "messageRecalled"),
    @JsonSubTypes.Type(value = RoomEvent.ReactionChanged.class, name = "reactionChanged"),
    @JsonSubTypes.Type(value = RoomEvent.PinChanged.class, name = "pinChanged"),
    @JsonSubTypes.Type(value = RoomEvent.ToolCallChanged.class, name = "toolCallChanged"),
    @JsonSubTypes.Type(value = RoomEvent.RedPacketClaimed.class, name = "redPacketClaimed"),
    @JsonSubTypes.Type(value = RoomEvent.RedPacketEnded.class, name = "redPacketEnded"),
    @JsonSubTypes.Type(value = RoomEvent.MemberJoined.class, name = "memberJoined"),
    @JsonSubTypes.Type(value = RoomEvent.MemberChanged.class, name = "memberChanged"),
    @JsonSubTypes.Type(value = RoomEvent.MemberLeft.class, name = "memberLeft"),
    @JsonSubTypes.Type(value = RoomEvent.RoomChanged.class, name = "roomChanged"),
    @JsonSubTypes.Type(value = RoomEvent.ConsentChanged.class, name = "consentChanged"),
})
public sealed interface RoomEvent {

    /**
     * A message was posted; its id is this event's seq. After a recall the stored event keeps its place but loses its
     * body, attachments, mentions and answer, and {@code recalled} is true.
     *
     * @param author the member who posted it
     * @param quote the message it quotes, or null
     * @param mentions members named in it, by id, without repeats
     * @param importedAs the name its author had where it was imported from, or null
     * @param postedAt for imported messages when it was first said; null otherwise (the event's own time counts)
     * @param hops agent replies since a person last spoke; 0 for a person's message
     * @param answer what an agent's turn has to show besides the body, or null
     * @param about of a whisper: the room it is about; null for all else
     * @param brought an agent's answer that its author brought here, or null
     * @param redPacket the red packet in it, or null
     */
    record MessagePosted(
            MemberId author, ClientMessageId clientMessageId, String body, Seq quote, List<MemberId> mentions,
            List<Attachment> attachments, String importedAs, Instant postedAt, int hops, Answer answer,
            boolean recalled, About about, Brought brought, RedPacketCard redPacket) implements RoomEvent {
        public MessagePosted {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }

        public MessagePosted(
                MemberId author, ClientMessageId clientMessageId, String body, Seq quote, List<MemberId> mentions,
                List<Attachment> attachments, String importedAs, Instant postedAt, int hops, Answer answer,
                boolean recalled) {
            this(author, clientMessageId, body, quote, mentions, attachments, importedAs, postedAt, hops, answer, recalled,
                    null, null, null);
        }
    }

    /** The author changed the body; every earlier body stays readable as history until a recall. */
    record MessageEdited(Seq message, String body, List<MemberId> mentions) implements RoomEvent {
        public MessageEdited {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
        }
    }

    /** The text is gone everywhere; a trace with who took it back stays. */
    record MessageRecalled(Seq message, MemberId by) implements RoomEvent {}

    /** A member put an emoji on a message ({@code on}) or took it away. */
    record ReactionChanged(Seq message, MemberId member, String emoji, boolean on) implements RoomEvent {}

    record PinChanged(Seq message, MemberId by, boolean pinned) implements RoomEvent {}

    /**
     * A call of a tool in an agent's message became something else; {@code by} is who decided, or null. It holds no words,
     * so that a recall of the message leaves none behind.
     */
    record ToolCallChanged(Seq message, ToolCallId call, ToolCall.Status status, MemberId by) implements RoomEvent {}

    /** Shares of the red packet in that message were given out, in this order. */
    record RedPacketClaimed(Seq message, List<RedPacketCard.Claim> claims) implements RoomEvent {
        public RedPacketClaimed {
            claims = claims == null ? List.of() : List.copyOf(claims);
        }
    }

    /**
     * The red packet has ended, and its seed is told. {@code refunded} coins went back to who sent it; {@code bestLuck} is a
     * member with the largest share, or null.
     */
    record RedPacketEnded(Seq message, RedPacketCard.Status how, String seed, MemberId bestLuck, long refunded)
            implements RoomEvent {}

    /** Somebody came in, or came back; {@code member} is the whole view of them. */
    record MemberJoined(MemberView member) implements RoomEvent {}

    /** Name, picture, role or mute changed; {@code member} is the whole view after it, {@code by} who did it. */
    record MemberChanged(MemberView member, MemberId by) implements RoomEvent {}

    record MemberLeft(MemberId member, Departure how, MemberId by) implements RoomEvent {}

    /** Settings of the room changed; {@code room} is the whole view after it. */
    record RoomChanged(RoomView room, MemberId by) implements RoomEvent {}

    /**
     * What goes to models, of members who have not chosen themselves, was set otherwise; or whether the ledger keeps more than
     * counts and hashes. What stayed as it was is null. What members choose for themselves is in no event.
     */
    record ConsentChanged(Allowed consent, Boolean noStore, MemberId by) implements RoomEvent {}

    /** Which models: all, those on the server's own machines, or none. */
    enum Allowed { ALL, LOCAL, NONE }

    enum Departure { LEFT, KICKED, BANNED }
}
