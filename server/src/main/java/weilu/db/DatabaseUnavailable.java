package weilu.db;

/** The database cannot be used. The message is one sentence for the person who runs the server; no stack is needed. */
public final class DatabaseUnavailable extends RuntimeException {
    public DatabaseUnavailable(String sentence) {
        super(sentence);
    }

    public DatabaseUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The same, for a database that a setting names: whoever reads it knows where to look. */
    public DatabaseUnavailable namedBy(String setting) {
        return new DatabaseUnavailable(setting + ": " + getMessage(), this);
    }
}
