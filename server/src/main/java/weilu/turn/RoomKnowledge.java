package weilu.turn;

import java.util.List;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.knowledge.Embedding;
import weilu.protocol.Answer.Topic;
import weilu.room.Membership;

/**
 * What the embedded engines know of a room the asker is in. Both quote messages as they stand now, and never one that was
 * recalled. Call them outside of a transaction.
 */
public interface RoomKnowledge {
    /** The key messages (要点摘录) after one position up to another, at most twelve, by topic; empty when there are none. */
    List<Topic> keyMessages(Membership asker, Seq after, Seq upTo);

    /** This will be asked in the room in a moment; returns at once. */
    void expect(RoomId room, String question);

    /** The messages up to a position that fit a question best; empty when none fits well enough. */
    List<Topic> find(Membership asker, String question, Seq upTo);

    /** The direction of a text in meaning. */
    Embedding meaning(String text);
}
