package weilu.bench;

/** Something that this machine has not; the message says what, for people. */
final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String what) {
        super(what);
    }
}
