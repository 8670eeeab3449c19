package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import weilu.account.Caller;
import weilu.media.BlobHash;
import weilu.media.BlobStore;
import weilu.media.ProfilePictures;

/** Pictures of people and rooms: small squares the server drew, named by their content, so they never change. */
@Path("/api/pictures")
@RunOnVirtualThread
public final class PictureResource {
    private static final String KEPT_A_YEAR = "private, max-age=31536000, immutable";

    private final Caller caller;
    private final ProfilePictures pictures;
    private final BlobStore blobs;

    public PictureResource(Caller caller, ProfilePictures pictures, BlobStore blobs) {
        this.caller = caller;
        this.pictures = pictures;
        this.blobs = blobs;
    }

    public record Uploaded(BlobHash picture) {}

    /** Gives the name to put into a profile or a room; a picture nobody puts anywhere is gone after a day. */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    public Uploaded upload(InputStream bytes) {
        caller.require();
        return new Uploaded(pictures.take(bytes));
    }

    /** Whoever knows the name has seen the person or room: no more is asked, so an invitation can show its room. */
    @GET
    @Path("/{hash}")
    public Response download(@PathParam("hash") BlobHash hash, @HeaderParam("If-None-Match") String known) {
        return new FileResponse(hash, pictures.mediaType(hash), null, KEPT_A_YEAR).send(blobs, null, known);
    }
}
