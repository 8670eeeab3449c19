package weilu.gateway;

/**
 * Why a model did not answer.
 *
 * @param detail one English sentence for an admin; it never holds the key
 */
public record ModelProblem(Kind kind, String detail) {
    public enum Kind {
        NO_PROVIDER,
        /** The key cannot be read: the key file has changed since it was entered. */
        KEY_UNREADABLE,
        ADDRESS_REFUSED,
        UNREACHABLE,
        TIMED_OUT,
        /** The provider does not take the key. */
        KEY_REFUSED,
        /** Too many requests, or nothing left to spend. */
        OVER_QUOTA,
        /** The provider knows no such address or model. */
        MODEL_UNKNOWN,
        REQUEST_REFUSED,
        PROVIDER_DOWN,
        /** What came back is not an answer, or broke off in the middle. */
        BROKEN_ANSWER,
        EMPTY_ANSWER
    }
}
