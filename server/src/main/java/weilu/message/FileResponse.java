package weilu.message;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;
import weilu.media.BlobHash;
import weilu.media.BlobStore;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * How bytes that people brought are sent: whatever they are, a browser can run nothing of them on our pages (MS12).
 *
 * @param mediaType null: not to be shown, only to be kept as a file
 * @param cacheControl how long the browser may keep it
 */
record FileResponse(BlobHash blob, String mediaType, String name, String cacheControl) {
    private static final String SANDBOX = "default-src 'none'; sandbox";

    /** @param range the Range header, or null @param known the If-None-Match header, or null */
    Response send(BlobStore blobs, String range, String known) {
        Path file = blobs.place(blob);
        long bytes = size(file);
        String tag = "\"" + blob + "\"";
        if (tag.equals(known)) {
            return headers(Response.notModified(), tag).build();
        }
        Optional<ByteRange> part = ByteRange.of(range, bytes);
        if (part.isEmpty()) {
            return headers(Response.ok(new PathPart(file, 0, bytes)), tag).build();
        }
        if (!part.get().isThere()) {
            return headers(Response.status(416), tag).header("Content-Range", "bytes */" + bytes).build();
        }
        ByteRange asked = part.get();
        return headers(Response.status(206).entity(new PathPart(file, asked.from(), asked.count())), tag)
                .header("Content-Range", "bytes " + asked.from() + "-" + asked.to() + "/" + bytes).build();
    }

    // What stands on every response (nosniff, same-origin) is not said again: said twice, browsers do not take the latter.
    private ResponseBuilder headers(ResponseBuilder response, String tag) {
        return response
                .type(mediaType == null ? "application/octet-stream" : mediaType)
                .header("Content-Disposition", (mediaType == null ? "attachment" : "inline") + encodedName())
                .header("Content-Security-Policy", SANDBOX)
                .header("Cache-Control", cacheControl)
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag);
    }

    /** RFC 8187: letters and digits as they are, all else in percent form. */
    private String encodedName() {
        if (name == null) {
            return "";
        }
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        return "; filename*=UTF-8''" + encoded;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the file is no longer here");
        }
    }
}
