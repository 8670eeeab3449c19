package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import weilu.account.Caller;
import weilu.id.AttachmentId;
import weilu.id.RoomId;
import weilu.media.BlobStore;
import weilu.protocol.Attachment;
import weilu.protocol.Attachment.Kind;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Files, pictures and voice messages of a room. */
@Path("/api/rooms/{room}/attachments")
@RunOnVirtualThread
public final class AttachmentResource {
    private static final String KEPT_AN_HOUR = "private, max-age=3600";

    private final Caller caller;
    private final Attachments attachments;
    private final BlobStore blobs;

    public AttachmentResource(Caller caller, Attachments attachments, BlobStore blobs) {
        this.caller = caller;
        this.attachments = attachments;
        this.blobs = blobs;
    }

    /** The bytes as they are; nothing is known of them but what the query says and what is found in them. */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    public Attachment upload(
            @PathParam("room") RoomId room, @QueryParam("kind") String kind, @QueryParam("name") String name,
            @QueryParam("seconds") String seconds, @QueryParam("waveform") String waveform, InputStream bytes) {
        Attachments.Claimed claimed = new Attachments.Claimed(kind(kind), name, seconds, waveform);
        return attachments.upload(room, caller.require().account(), claimed, bytes);
    }

    @GET
    @Path("/{id}")
    public Response download(
            @PathParam("room") RoomId room, @PathParam("id") AttachmentId id, @HeaderParam("Range") String range,
            @HeaderParam("If-None-Match") String known) {
        StoredAttachment stored = attachments.require(room, caller.require().account(), id);
        Attachment view = stored.view();
        String shownAs = view.kind() == Kind.FILE ? null : view.mediaType();
        return new FileResponse(stored.blob(), shownAs, view.name(), KEPT_AN_HOUR).send(blobs, range, known);
    }

    @GET
    @Path("/{id}/thumbnail")
    public Response thumbnail(
            @PathParam("room") RoomId room, @PathParam("id") AttachmentId id,
            @HeaderParam("If-None-Match") String known) {
        StoredAttachment stored = attachments.require(room, caller.require().account(), id);
        if (stored.thumbnail() == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "this is no picture");
        }
        String mediaType = attachments.thumbnailType(stored);
        return new FileResponse(stored.thumbnail(), mediaType, null, KEPT_AN_HOUR).send(blobs, null, known);
    }

    private static Kind kind(String text) {
        try {
            return Kind.valueOf(String.valueOf(text).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.field(ErrorCode.INVALID, "kind", "is picture, file or voice");
        }
    }
}
