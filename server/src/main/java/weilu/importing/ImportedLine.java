package weilu.importing;

import java.time.Instant;

/** What a reader finds in a file: a message, or a line that cannot be one. */
public sealed interface ImportedLine {

    /** The line of the file it begins on, from 1. */
    long number();

    /**
     * @param externalId the same in every run over the file; unique within its format
     * @param name the author's name there, cleaned, not blank
     * @param body cleaned text; empty only when there is a note
     * @param replyTo the external id of the message it replies to, or null
     * @param attachmentNote a sign for the kind of thing attached and its name, or null
     */
    record ImportedMessage(
            long number, String externalId, String name, Instant at, String body, String replyTo,
            String attachmentNote) implements ImportedLine {
        /** Code points of a name. */
        public static final int NAME_CHARACTERS_MAX = 64;
        /** More than this in one message of a file is a broken line; the room's own limit is smaller and splits. */
        public static final int BODY_CHARACTERS_MAX = 100_000;
    }

    /** @param why in English, for the report; it never holds more than a few words of the file */
    record BrokenLine(long number, String why) implements ImportedLine {}
}
