package weilu.message;

import java.util.List;
import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AttachmentId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.Attachment;

/** Ties uploaded files to the message that carries them; implemented by the files' own feature. */
@FunctionalInterface
public interface AttachmentClaims {
    /** The attachments in the order asked for, or empty when one is not this member's, not this room's, or used. */
    Optional<List<Attachment>> claim(Tx tx, RoomId room, MemberId uploader, List<AttachmentId> ids);
}
