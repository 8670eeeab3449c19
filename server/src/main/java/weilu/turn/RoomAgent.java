package weilu.turn;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomView;

/**
 * An agent in one room, as its triggers see it.
 *
 * @param cursor how far it has surely looked through the log
 * @param head how far the log reached when this was read
 * @param stoppedSeq up to where a person has stopped everything
 * @param greetsAfter who came up to here came before it was asked to greet
 * @param keywords words that call it without a mention, by its builder; its manner here may add some
 */
record RoomAgent(
        RoomId room, MemberId member, AccountId account, String name, Instant mutedUntil, Seq joinedSeq, Seq cursor,
        Seq head, RoomView.Kind roomKind, boolean archived, int slowModeSeconds, Seq stoppedSeq, Seq greetsAfter,
        List<String> keywords, AgentManner manner) {

    boolean isDirect() {
        return roomKind == RoomView.Kind.DIRECT;
    }

    /** Whether it greets whoever came in with this event. */
    boolean greets(Seq arrival) {
        return manner.greets() && arrival.isAfter(greetsAfter);
    }

    /** Whether a word that calls it is in the text. */
    boolean isCalledIn(String text) {
        if (text == null) {
            return false;
        }
        String folded = text.toLowerCase(Locale.ROOT);
        return Stream.concat(manner.keywords().stream(), keywords.stream().map(word -> word.toLowerCase(Locale.ROOT)))
                .anyMatch(folded::contains);
    }

    RoomAgent with(AgentManner other) {
        return new RoomAgent(room, member, account, name, mutedUntil, joinedSeq, cursor, head, roomKind, archived,
                slowModeSeconds, stoppedSeq, greetsAfter, keywords, other);
    }
}
