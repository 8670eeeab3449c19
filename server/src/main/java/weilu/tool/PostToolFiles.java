package weilu.tool;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.RoomId;
import weilu.message.Attachments;
import weilu.message.BodyRules;
import weilu.protocol.Refusal;

/** Takes in what tools made, as the agent's own uploads, for its message to carry. */
public final class PostToolFiles {
    /** Of one answer, or of one approved call. */
    public static final int FILES_MAX = 5;
    private static final System.Logger LOG = System.getLogger(PostToolFiles.class.getName());

    private final Attachments attachments;

    public PostToolFiles(Attachments attachments) {
        this.attachments = attachments;
    }

    /** A file that is refused is left out; the words of the answer are worth more. */
    public List<AttachmentId> upload(RoomId room, AccountId agent, List<ToolFile> files) {
        List<AttachmentId> ids = new ArrayList<>();
        for (ToolFile file : files.subList(0, Math.min(FILES_MAX, files.size()))) {
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

    /** What the message carries: what approved calls had made first, as far as it is still there, then what the turn made. */
    public List<AttachmentId> all(RoomId room, AccountId agent, List<AttachmentId> kept, List<ToolFile> made) {
        List<AttachmentId> ids = new ArrayList<>(kept.isEmpty() ? List.of() : attachments.waiting(room, agent, kept));
        ids.addAll(upload(room, agent, made));
        return ids.subList(0, Math.min(BodyRules.ATTACHMENTS_MAX, ids.size()));
    }
}
