package weilu.tool.builtin;

import java.util.List;
import weilu.id.Seq;
import weilu.protocol.Answer.Topic;
import weilu.room.Membership;

/** Finds the key messages from one position to another, both among them. */
@FunctionalInterface
public interface KeyMessagesOf {
    List<Topic> between(Membership asker, Seq from, Seq to);
}
