package weilu.tool.oauth;

/** Why a sign-in did not work. The detail holds no secret. */
public final class SignInFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean clientNeeded;

    SignInFailure(String detail) {
        this(detail, false);
    }

    SignInFailure(String detail, boolean clientNeeded) {
        super(detail, null, false, false);
        this.clientNeeded = clientNeeded;
    }

    /** Whether it lacks a client that was registered there by hand. */
    public boolean clientNeeded() {
        return clientNeeded;
    }
}
