package weilu.message;

import weilu.id.Seq;
import weilu.media.BlobHash;
import weilu.protocol.Attachment;

/** An attachment of a message that stands, and the name of its content. */
public record CarriedFile(Seq message, Attachment view, BlobHash content) {}
