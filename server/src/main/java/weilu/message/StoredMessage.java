package weilu.message;

import java.util.List;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent.MessagePosted;

/**
 * A message as it is stored: what was posted, and what became of it.
 *
 * @param editedBody the body after the last edit, or null
 * @param editedMentions with it
 * @param recalledBy or null
 */
record StoredMessage(
        Seq seq, MessagePosted posted, String editedBody, List<MemberId> editedMentions, MemberId recalledBy,
        boolean pinned) {

    boolean isRecalled() {
        return recalledBy != null;
    }

    String body() {
        return editedBody == null ? posted.body() : editedBody;
    }

    List<MemberId> mentions() {
        return editedBody == null ? posted.mentions() : editedMentions;
    }
}
