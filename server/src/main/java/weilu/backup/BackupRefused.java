package weilu.backup;

/** A backup cannot be made or restored. The message is one sentence for the person who runs the server. */
public final class BackupRefused extends RuntimeException {
    BackupRefused(String sentence) {
        super(sentence);
    }

    BackupRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
