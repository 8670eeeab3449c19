package weilu.message;

import java.util.Optional;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;

/** What a message's body may be (MS2). */
public final class BodyRules {
    public static final int BODY_CHARACTERS_MAX = 10_000;
    public static final int MENTIONS_MAX = 50;
    public static final int ATTACHMENTS_MAX = 9;

    private BodyRules() {}

    /** What is wrong with the body, or nothing. */
    static Optional<Problem> check(String body, boolean mayBeEmpty) {
        if (body == null) {
            return Optional.of(Problem.field(ErrorCode.INVALID, "body", "body is missing"));
        }
        if (body.isBlank() && !mayBeEmpty) {
            return Optional.of(Problem.field(ErrorCode.BODY_EMPTY, "body", "a message says something"));
        }
        if (body.length() > BODY_CHARACTERS_MAX && body.codePointCount(0, body.length()) > BODY_CHARACTERS_MAX) {
            return Optional.of(Problem.field(ErrorCode.BODY_TOO_LONG, "body",
                    "a message has at most " + BODY_CHARACTERS_MAX + " characters"));
        }
        if (body.chars().anyMatch(BodyRules::isForbidden) || hasLoneSurrogate(body)) {
            return Optional.of(Problem.field(ErrorCode.INVALID, "body", "the text holds control characters"));
        }
        return Optional.empty();
    }

    private static boolean isForbidden(int unit) {
        return unit < ' ' && unit != '\n' && unit != '\t' && unit != '\r' || unit == 0x7f;
    }

    private static boolean hasLoneSurrogate(String body) {
        return body.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
