package weilu.tool.openapi;

/** Why a file cannot be used at all. */
public final class BadDocument extends Exception {
    private static final long serialVersionUID = 1;

    BadDocument(String detail) {
        super(detail, null, false, false);
    }
}
