package weilu.turn;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.RoomId;
import weilu.message.Attachments;
import weilu.protocol.Refusal;
import weilu.tool.ToolFile;

/** Takes in what tools made, as the agent's own uploads, for its message to carry. */
final class PostToolFiles {
    private static final System.Logger LOG = System.getLogger(PostToolFiles.class.getName());

    private final Attachments attachments;

    PostToolFiles(Attachments attachments) {
        this.attachments = attachments;
    }

    /** A file that is refused is left out; the words of the answer are worth more. */
    List<AttachmentId> upload(RoomId room, AccountId agent, List<ToolFile> files) {
        List<AttachmentId> ids = new ArrayList<>();
        for (ToolFile file : files) {
            if (file.bytes().length > ToolFile.BYTES_MAX) {
                continue;
            }
            try {
                Attachments.Claimed claimed = new Attachments.Claimed(file.kind(), file.name(), null, null);
                ids.add(attachments.upload(room, agent, claimed, new ByteArrayInputStream(file.bytes())).id());
            } catch (Refusal refused) {
                LOG.log(System.Logger.Level.INFO, "a tool's file is not posted in room {0}: {1}", room, refused.getMessage());
            }
        }
        return ids;
    }
}
