package weilu.protocol;

import java.util.Locale;

/** Every reason a request is refused for, with its HTTP status. Clients show their own words for each. */
public enum ErrorCode {
    /** A value is not of the form asked for; {@code field} names it. */
    INVALID(422),
    /** The request is not JSON, or not of the right shape at all. */
    MALFORMED(400),
    NOT_SIGNED_IN(401),
    WRONG_CREDENTIALS(401),
    FORBIDDEN(403),
    /** The request came from another site. */
    FOREIGN_ORIGIN(403),
    SIGN_UP_CLOSED(403),
    NOT_FOUND(404),
    NAME_TAKEN(409),
    /** The client-made id was used before, with other content. */
    ID_REUSED(409),
    /** The thing has changed meanwhile; read it again. */
    CONFLICT(409),
    GONE(410),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    BODY_TOO_LONG(422),
    BODY_EMPTY(422),
    QUOTE_UNKNOWN(422),
    ATTACHMENT_UNKNOWN(422),
    NOT_ENOUGH_COINS(422),
    DAY_LIMIT(422),
    NOT_MEMBER(404),
    MUTED(403),
    BANNED(403),
    BLOCKED(403),
    /** The room asks for approval; the request to join is noted. */
    APPROVAL_NEEDED(202),
    SLOW_MODE(429),
    RATE_LIMITED(429),
    ARCHIVED(409),
    RECALLED(409),
    /** The room keeps what is said in it to itself. */
    STAYS_HERE(403),
    PROVIDER_FAILED(502),
    /** The address leads to where this server does not go. */
    ADDRESS_REFUSED(422),
    /** It cannot be done now, or was it done before the database went? Make the same request again, under the same id. */
    UNAVAILABLE(503),
    INTERNAL(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The wire form, for example {@code body_too_long}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
