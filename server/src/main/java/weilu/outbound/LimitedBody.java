package weilu.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import weilu.outbound.OutboundFailure.Reason;

/** A response body that ends in a failure once it is longer than allowed, and names every other failure too. */
final class LimitedBody extends InputStream {
    private final InputStream body;
    private final Function<IOException, OutboundFailure> explain;
    private long bytesLeft;

    LimitedBody(InputStream body, long bytesMax, Function<IOException, OutboundFailure> explain) {
        this.body = body;
        this.explain = explain;
        bytesLeft = bytesMax;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count;
        try {
            count = body.read(into, from, length);
        } catch (IOException e) {
            throw explain.apply(e);
        }
        if (count > bytesLeft) {
            throw new OutboundFailure(Reason.TOO_LARGE, "the answer is too large");
        }
        bytesLeft -= Math.max(count, 0);
        return count;
    }
}
