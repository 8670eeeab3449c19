package weilu.db;

/** The database cannot be used. The message is one sentence for the person who runs the server; no stack is needed. */
public final class DatabaseUnavailable extends RuntimeException {
    public DatabaseUnavailable(String sentence) {
        super(sentence);
    }

    public DatabaseUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
