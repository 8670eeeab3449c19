package weilu.message;

import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Which page of messages is asked for. */
record PageQuery(Place place, Seq seq, int limit) {
    private static final int LIMIT_USUAL = 50;

    enum Place { LATEST, BEFORE, AFTER, AROUND }

    static PageQuery of(String before, String after, String around, String limit) {
        int count = limit == null ? LIMIT_USUAL : limit(limit);
        if (before != null) {
            return new PageQuery(Place.BEFORE, seq("before", before), count);
        }
        if (after != null) {
            return new PageQuery(Place.AFTER, seq("after", after), count);
        }
        return around == null
                ? new PageQuery(Place.LATEST, Seq.START, count)
                : new PageQuery(Place.AROUND, seq("around", around), count);
    }

    private static Seq seq(String field, String text) {
        try {
            return Seq.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.field(ErrorCode.INVALID, field, "a seq is a whole number from 0 to 2^53 - 1");
        }
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= ReadMessages.PAGE_MESSAGES_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Refusal.field(ErrorCode.INVALID, "limit", "from 1 to " + ReadMessages.PAGE_MESSAGES_MAX);
    }
}
