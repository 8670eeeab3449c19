package weilu.protocol;

import java.time.Instant;
import java.util.List;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.Seq;

/**
 * A message as it stands now: what was posted plus all edits, reactions, pins and a recall.
 *
 * @param at when it was said (for an imported message: there, then)
 * @param editedAt when it was last edited, or null
 * @param about of a whisper: the room it is about; null for all else
 * @param brought an agent's answer that its author brought here, or null
 * @param redPacket the red packet in it as it stands now, or null
 * @param recalledBy who took it back, or null; then body, attachments, mentions, answer and reactions are empty
 */
public record MessageView(
        Seq seq, Instant at, MemberId author, ClientMessageId clientMessageId, String body, Seq quote,
        List<MemberId> mentions, List<Attachment> attachments, String importedAs, int hops, Answer answer,
        Instant editedAt, MemberId recalledBy, boolean pinned, List<Reaction> reactions, About about, Brought brought,
        RedPacketCard redPacket) {

    public MessageView {
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
    }

    public MessageView(
            Seq seq, Instant at, MemberId author, ClientMessageId clientMessageId, String body, Seq quote,
            List<MemberId> mentions, List<Attachment> attachments, String importedAs, int hops, Answer answer,
            Instant editedAt, MemberId recalledBy, boolean pinned, List<Reaction> reactions) {
        this(seq, at, author, clientMessageId, body, quote, mentions, attachments, importedAs, hops, answer, editedAt,
                recalledBy, pinned, reactions, null, null, null);
    }

    public MessageView withBody(String words) {
        return new MessageView(seq, at, author, clientMessageId, words, quote, mentions, attachments, importedAs, hops,
                answer, editedAt, recalledBy, pinned, reactions, about, brought, redPacket);
    }

    public MessageView withReactions(List<Reaction> given) {
        return new MessageView(seq, at, author, clientMessageId, body, quote, mentions, attachments, importedAs, hops,
                answer, editedAt, recalledBy, pinned, given, about, brought, redPacket);
    }

    public MessageView withAnswer(Answer given) {
        return new MessageView(seq, at, author, clientMessageId, body, quote, mentions, attachments, importedAs, hops,
                given, editedAt, recalledBy, pinned, reactions, about, brought, redPacket);
    }

    public MessageView withOrigin(About whisper, Brought answered) {
        return new MessageView(seq, at, author, clientMessageId, body, quote, mentions, attachments, importedAs, hops,
                answer, editedAt, recalledBy, pinned, reactions, whisper, answered, redPacket);
    }

    public MessageView withRedPacket(RedPacketCard card) {
        return new MessageView(seq, at, author, clientMessageId, body, quote, mentions, attachments, importedAs, hops,
                answer, editedAt, recalledBy, pinned, reactions, about, brought, card);
    }

    /** Who put this emoji, in the order they did. */
    public record Reaction(String emoji, List<MemberId> members) {}
}
