package weilu.socket;

/** Why the server closes a connection; the number tells the client what to do (SK6). */
enum CloseCode {
    /** The server is going down, has too much to do, or its database is away; connect again after a moment. */
    GOING_DOWN(4000),
    /** The client did not read for too long; connect again and resume. */
    TOO_SLOW(4001),
    /** Nothing was heard for too long; connect again and resume. */
    SILENT(4002),
    /** The sign-in has ended; sign in again. */
    SIGNED_OUT(4100),
    /** The first frame was not hello, or frames were not of the protocol. */
    PROTOCOL_BROKEN(4200),
    /** The client speaks another version of the protocol; load the page again. */
    OTHER_VERSION(4201);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
