package weilu.turn;

import java.time.Duration;
import java.time.LocalDate;
import weilu.id.Seq;

/** What somebody wants of the agent, as read from their words alone. */
sealed interface Intent {

    /** What was said in this span. */
    record Summarise(Span span) implements Intent {}

    /** What this message is about: it and its neighbours. */
    record SummariseAround(Seq message) implements Intent {}

    /** A question, without the agent's name. */
    record Ask(String question) implements Intent {}

    /** To be remembered, in these words. */
    record Remember(String what) implements Intent {}

    record Help() implements Intent {}

    /** A greeting, thanks, nothing to look up. */
    record SmallTalk() implements Intent {}

    /** Which part of the log a summary is about. */
    sealed interface Span {
        /** What the asker has not read, or what came since they last spoke. */
        record Missed() implements Span {}

        record Last(int messages) implements Span {}

        record Past(Duration duration) implements Span {}

        /** From the beginning of a day in the asker's time zone, up to the beginning of another, or null for now. */
        record Days(LocalDate from, LocalDate before) implements Span {}

        record Everything() implements Span {}
    }
}
