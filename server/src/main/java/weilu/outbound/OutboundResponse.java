package weilu.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What came back. Close it when done with the body.
 *
 * @param mediaType lower case, without parameters; empty when the server named none
 * @param headers by their names in lower case
 * @param body read once; ends in an {@link OutboundFailure} when it breaks a limit
 */
public record OutboundResponse(
        int status, String mediaType, Map<String, String> headers, InputStream body, Runnable onClose)
        implements AutoCloseable {
    public OutboundResponse {
        headers = Map.copyOf(headers);
    }

    /** By its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body's first bytes, for reading an error that may be of any length. */
    public byte[] firstBytes(int bytesMax) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (read.size() < bytesMax) {
            int count = body.read(buffer, 0, Math.min(buffer.length, bytesMax - read.size()));
            if (count < 0) {
                break;
            }
            read.write(buffer, 0, count);
        }
        return read.toByteArray();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
