package weilu.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** What the server says on the socket. {@link Event} is durable; all others may be missed without harm. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.Event.class, name = "event"),
    @JsonSubTypes.Type(value = ServerFrame.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = ServerFrame.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ServerFrame.RedPacketAnswered.class, name = "redPacketAnswered"),
    @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = ServerFrame.RoomOpened.class, name = "roomOpened"),
    @JsonSubTypes.Type(value = ServerFrame.RoomClosed.class, name = "roomClosed"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.ReadMoved.class, name = "readMoved"),
    @JsonSubTypes.Type(value = ServerFrame.TurnStarted.class, name = "turnStarted"),
    @JsonSubTypes.Type(value = ServerFrame.TurnDelta.class, name = "turnDelta"),
    @JsonSubTypes.Type(value = ServerFrame.TurnEnded.class, name = "turnEnded"),
    @JsonSubTypes.Type(value = ServerFrame.JoinRequestsChanged.class, name = "joinRequestsChanged"),
    @JsonSubTypes.Type(value = ServerFrame.AgentSeatsChanged.class, name = "agentSeatsChanged"),
    @JsonSubTypes.Type(value = ServerFrame.ReportsChanged.class, name = "reportsChanged"),
    @JsonSubTypes.Type(value = ServerFrame.ImportProgress.class, name = "importProgress"),
    @JsonSubTypes.Type(value = ServerFrame.CoinsChanged.class, name = "coinsChanged"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
})
public sealed interface ServerFrame {

    /** First frame after hello: the connection now hears these rooms, each from the cursor given, or from its head. */
    record Welcome(AccountId account, Instant now, List<Head> rooms) implements ServerFrame {}

    /** How far a room's log reaches. */
    record Head(RoomId room, Seq seq) {}

    /** One event of a room's log. Per room these come in seq order, each exactly once after the cursor. */
    record Event(RoomId room, Seq seq, Instant at, RoomEvent event) implements ServerFrame {}

    /** The message is committed (TRUST T1); {@code seq} is its id. Repeated for a repeated send. */
    record Accepted(RoomId room, ClientMessageId clientMessageId, Seq seq, Instant at) implements ServerFrame {}

    /** The frame with this client message id (or, without one, the last frame) was refused and had no effect. */
    record Refused(RoomId room, ClientMessageId clientMessageId, Problem problem) implements ServerFrame {}

    /** What came of opening it, after the commit; {@code coins} is one's own share, or null without one. */
    record RedPacketAnswered(RoomId room, RedPacketId redPacket, RedPacketCard.Outcome outcome, Long coins)
            implements ServerFrame {}

    /** The cursor is too old to catch up by events: read the room's snapshot again, then go on after its seq. */
    record Resync(RoomId room, Seq head) implements ServerFrame {}

    /** The account has become a member of this room: it is now heard after {@code head}. */
    record RoomOpened(RoomId room, Seq head) implements ServerFrame {}

    /** The account is no longer a member: drop the room from the screen and from memory. */
    record RoomClosed(RoomId room, RoomEvent.Departure how) implements ServerFrame {}

    /** The member is typing; good for six seconds. */
    record Typing(RoomId room, MemberId member) implements ServerFrame {}

    /** Who of the room is connected now; sent whole on a change, at most once a second. */
    record Presence(RoomId room, List<MemberId> online) implements ServerFrame {}

    /** A member has read up to here. */
    record ReadMoved(RoomId room, MemberId member, Seq seq) implements ServerFrame {}

    /** An agent has begun to answer that message. */
    record TurnStarted(RoomId room, TurnId turn, MemberId agent, Seq trigger, boolean stoppable) implements ServerFrame {}

    /**
     * Words of an answer on their way. {@code from} is how many UTF-16 units came before, so that a delta that was
     * missed shows as a gap; the whole text follows as a message. With {@code thinking} they are what the model thinks before
     * it answers, and counted apart.
     */
    record TurnDelta(RoomId room, TurnId turn, int from, String text, boolean thinking) implements ServerFrame {}

    /** The turn is over; its message, if any, came by the log. */
    record TurnEnded(RoomId room, TurnId turn) implements ServerFrame {}

    /** Admins only: so many people wait at the door. */
    record JoinRequestsChanged(RoomId room, int waiting) implements ServerFrame {}

    /** Admins only: so many agents wait for a yes, to come in or to do more. */
    record AgentSeatsChanged(RoomId room, int waiting) implements ServerFrame {}

    /** Admins only: so many messages are reported and not settled. */
    record ReportsChanged(RoomId room, int waiting) implements ServerFrame {}

    /** To the account that runs an import: lines read and messages taken so far; {@code done} with the last. */
    record ImportProgress(
            RoomId room, String importId, long bytesRead, long bytesTotal, long imported, long repeated, long broken,
            boolean done, Problem problem) implements ServerFrame {}

    /** To the account whose coins they are: so many are there now. */
    record CoinsChanged(long balance) implements ServerFrame {}

    record Pong(long n, Instant now) implements ServerFrame {}
}
