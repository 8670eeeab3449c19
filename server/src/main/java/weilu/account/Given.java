package weilu.account;

import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What a request must bring. */
public final class Given {
    private Given() {}

    /** Refuses MALFORMED when the request has no body. */
    public static <T> T body(T body) {
        if (body == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a JSON object is needed");
        }
        return body;
    }

    /** Refuses INVALID, naming the field, when it is absent. */
    public static <T> T field(String name, T value) {
        if (value == null) {
            throw Refusal.field(ErrorCode.INVALID, name, name + " is needed");
        }
        return value;
    }
}
