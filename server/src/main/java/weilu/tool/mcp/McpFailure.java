package weilu.tool.mcp;

/** Why a server of tools did not do what was asked. The detail holds no secret of ours; it may quote the server. */
public final class McpFailure extends Exception {
    private static final long serialVersionUID = 1;
    private static final int DETAIL_CHARACTERS_MAX = 300;

    /** What went wrong, from our side. */
    public enum Kind {
        ADDRESS_REFUSED,
        UNREACHABLE,
        TIMED_OUT,
        /** Whoever waited for it took it back. */
        STOPPED,
        /** It wants to know who we are. */
        SIGN_IN_NEEDED,
        /** It has forgotten us; everything must begin again. */
        SESSION_GONE,
        TOO_LARGE,
        /** It answered with an error. */
        ERROR,
        /** What it says is not the protocol. */
        BROKEN
    }

    private final Kind kind;
    private final String challenge;

    public McpFailure(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** @param challenge what the server said about signing in, or null */
    McpFailure(Kind kind, String detail, String challenge) {
        super(cleaned(detail), null, false, false);
        this.kind = kind;
        this.challenge = challenge;
    }

    public Kind kind() {
        return kind;
    }

    /** The {@code WWW-Authenticate} header of a refusal; empty when there was none. */
    public String challenge() {
        return challenge == null ? "" : challenge;
    }

    private static String cleaned(String detail) {
        String plain = detail == null ? "" : detail.replaceAll("\\p{C}+", " ").strip();
        return plain.length() <= DETAIL_CHARACTERS_MAX ? plain : plain.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }
}
