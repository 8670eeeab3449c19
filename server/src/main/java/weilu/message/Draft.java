package weilu.message;

import java.util.List;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.About;
import weilu.protocol.Answer;
import weilu.protocol.Brought;

/**
 * A message on its way in, from a person or an agent alike.
 *
 * @param hops agent replies since a person last spoke; 0 from a person
 * @param answer what an agent's turn shows besides the body, or null
 * @param about of a whisper: the room it is about; null for all else
 * @param brought what was said elsewhere and its author only brings, or null
 * @param origin where that stands, with {@code brought}
 */
public record Draft(
        RoomId room, AccountId account, ClientMessageId clientMessageId, String body, Seq quote,
        List<MemberId> mentions, List<AttachmentId> attachments, int hops, Answer answer,
        About about, Brought brought, Origin origin) {
    public Draft {
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    public Draft(
            RoomId room, AccountId account, ClientMessageId clientMessageId, String body, Seq quote,
            List<MemberId> mentions, List<AttachmentId> attachments, int hops, Answer answer) {
        this(room, account, clientMessageId, body, quote, mentions, attachments, hops, answer, null, null, null);
    }

    /** One that may be of a whisper. */
    public Draft(
            RoomId room, AccountId account, ClientMessageId clientMessageId, String body, Seq quote,
            List<MemberId> mentions, List<AttachmentId> attachments, int hops, Answer answer, About about) {
        this(room, account, clientMessageId, body, quote, mentions, attachments, hops, answer, about, null, null);
    }

    /** The same as said by another, elsewhere. */
    Draft from(Brought said, Origin place) {
        return new Draft(room, account, clientMessageId, body, quote, mentions, attachments, hops, null, about, said, place);
    }

    /** A plain message of a person. */
    public static Draft of(RoomId room, AccountId account, ClientMessageId clientMessageId, String body) {
        return new Draft(room, account, clientMessageId, body, null, List.of(), List.of(), 0, null);
    }
}
