package weilu.protocol;

import java.time.Instant;

/**
 * An error as clients get it: RFC 9457 members plus {@code code}, {@code field} and {@code retryAt}.
 *
 * @param detail one English sentence for developers; clients show their own words for {@code code}
 * @param field the JSON pointer-like name of the value at fault, for example {@code displayName}, or null
 * @param retryAt when the same request may succeed, or null
 */
public record Problem(
        String type, String title, int status, ErrorCode code, String detail, String field, Instant retryAt) {

    public static Problem of(ErrorCode code, String detail) {
        return build(code, detail, null, null);
    }

    /** A value is at fault; {@code field} names it. */
    public static Problem field(ErrorCode code, String field, String detail) {
        return build(code, detail, field, null);
    }

    public static Problem retryAt(ErrorCode code, Instant retryAt, String detail) {
        return build(code, detail, null, retryAt);
    }

    private static Problem build(ErrorCode code, String detail, String field, Instant retryAt) {
        String title = code.wire().replace('_', ' ');
        return new Problem("/problems/" + code.wire(), title, code.status(), code, detail, field, retryAt);
    }
}
