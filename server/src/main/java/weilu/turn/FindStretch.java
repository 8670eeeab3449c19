package weilu.turn;

import java.time.Instant;
import java.time.LocalDate;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.turn.Intent.Span;

/** Turns what was asked for ("what did I miss", "today", "last 50") into a part of the log. */
final class FindStretch {
    /** When fewer messages than this are unread, "what I missed" means what came since the asker last spoke. */
    static final int UNREAD_MIN = 5;
    static final int USUAL_MESSAGES = 200;
    static final int MESSAGES_MAX = 2_000;

    private final LogPlaces places = new LogPlaces();

    Stretch find(Tx tx, TurnContext context, Span span) {
        RoomId room = context.roomId();
        Seq upTo = context.before();
        return switch (span) {
            case Span.Last last -> Stretch.between(places.beforeLast(tx, room, upTo, last.messages()), upTo);
            case Span.Everything _ -> Stretch.between(places.beforeLast(tx, room, upTo, MESSAGES_MAX), upTo);
            case Span.Past past -> since(tx, room, upTo, context.now().minus(past.duration()).toInstant(), null);
            case Span.Days days -> since(tx, room, upTo, start(context, days.from()), start(context, days.before()));
            case Span.Missed _ -> Stretch.between(missed(tx, context, upTo), upTo);
        };
    }

    /** From the read mark; if that is fresh, from the asker's last word; if that is too, the last messages. */
    private Seq missed(Tx tx, TurnContext context, Seq upTo) {
        RoomId room = context.roomId();
        MemberId asker = context.asker().member();
        Seq oldest = places.beforeLast(tx, room, upTo, MESSAGES_MAX);
        Seq read = context.askerRead();
        if (places.countOthers(tx, room, asker, read, upTo) >= UNREAD_MIN) {
            return later(read, oldest);
        }
        Seq spoke = places.lastBy(tx, room, asker, upTo);
        if (spoke.value() > 0 && places.countOthers(tx, room, asker, spoke, upTo) >= UNREAD_MIN) {
            return later(spoke, oldest);
        }
        return places.beforeLast(tx, room, upTo, USUAL_MESSAGES);
    }

    private Stretch since(Tx tx, RoomId room, Seq upTo, Instant from, Instant until) {
        Seq oldest = places.beforeLast(tx, room, upTo, MESSAGES_MAX);
        return new Stretch(later(places.before(tx, room, from), oldest), upTo, from, until);
    }

    private static Instant start(TurnContext context, LocalDate day) {
        return day == null ? null : day.atStartOfDay(context.now().getZone()).toInstant();
    }

    private static Seq later(Seq one, Seq other) {
        return one.isAfter(other) ? one : other;
    }
}
