package weilu.agent;

import java.util.regex.Pattern;
import weilu.db.Tx;
import weilu.media.BlobHash;
import weilu.media.BlobRowStore;

/** Whether a picture that a definition names is here. */
final class AgentPictures {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final BlobRowStore blobs = new BlobRowStore();

    /** The same, or null when it is not here (any more). */
    String kept(Tx tx, String picture) {
        boolean here = picture != null && HASH.matcher(picture).matches()
                && blobs.profilePictureType(tx, new BlobHash(picture)).isPresent();
        return here ? picture : null;
    }
}
