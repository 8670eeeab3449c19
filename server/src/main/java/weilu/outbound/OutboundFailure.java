package weilu.outbound;

import java.io.IOException;

/** Why a call out did not succeed. The detail never holds a header, a key or a body. */
public final class OutboundFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** What went wrong, from the caller's side. */
    public enum Reason {
        /** The address, or where its name leads, is not allowed; nothing was sent. */
        ADDRESS_REFUSED,
        NAME_UNKNOWN,
        /** Nobody answers there, or not in time. */
        UNREACHABLE,
        /** The certificate or the handshake is not in order. */
        NOT_SECURE,
        TIMED_OUT,
        TOO_LARGE,
        WRONG_TYPE,
        REDIRECT_REFUSED,
        /** The caller took it back. */
        CANCELLED,
        /** The connection broke off. */
        BROKEN
    }

    private final Reason reason;

    public OutboundFailure(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public OutboundFailure(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
