package weilu.message;

import weilu.id.MemberId;
import weilu.media.BlobHash;
import weilu.protocol.Attachment;

/**
 * An attachment and where its bytes are.
 *
 * @param thumbnail the small picture, or null
 * @param posted false while no message carries it: then it is its uploader's alone
 */
record StoredAttachment(Attachment view, MemberId uploader, BlobHash blob, BlobHash thumbnail, boolean posted) {}
