package weilu.message;

import weilu.id.Seq;
import weilu.protocol.MemberView;
import weilu.protocol.MessageView;
import weilu.protocol.RoomSnapshot;
import weilu.protocol.RoomView;

/**
 * A room in the list of one's rooms.
 *
 * @param unread messages of others after the read mark, counted up to {@link RoomSummaries#UNREAD_MAX}
 * @param mentions how many of these name the reader, or quote a message of theirs
 * @param last the last message, or null
 * @param counterpart the other one of a direct room, or null
 */
public record RoomSummary(
        RoomView room, RoomSnapshot.Me me, Seq headSeq, int unread, int mentions, MessageView last,
        String lastAuthorName, MemberView counterpart) {}
