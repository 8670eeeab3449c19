package weilu.account;

import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What a request must bring. */
final class Given {
    private Given() {}

    /** Refuses MALFORMED when the request has no body. */
    static <T> T body(T body) {
        if (body == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a JSON object is needed");
        }
        return body;
    }
}
