package weilu.importing;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What one line of a text log means. Grammars may remember earlier lines, such as the day the log has come to. */
interface LineGrammar {
    Reading read(String line);

    /** Whether a message may go on over several lines; where not, each line stands for itself. */
    boolean multiLine();

    sealed interface Reading {
        /**
         * A message begins.
         *
         * @param offset when the log says it; null: the time is of the zone chosen for the file
         * @param text what of it stands on this line, may be empty
         */
        record Opens(String name, LocalDateTime at, ZoneOffset offset, String text, String note) implements Reading {}

        /** More text of the message begun before. */
        record GoesOn(String text) implements Reading {}

        /** Written by the program: no message, and neither are the lines that go on after it. */
        record Skipped() implements Reading {}

        /** It should begin a message and cannot; the lines that go on after it are lost with it. */
        record Wrong(String why) implements Reading {}
    }

    Reading SKIPPED = new Reading.Skipped();
}
