package weilu.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;

/** Reads what people said in a room, as it stands now: without agents' messages, recalled ones and empty ones (KN5). */
final class SaidStore {
    /** Pictures and the like in a row, before a neighbour is given up. */
    private static final int LOOKED_THROUGH_MAX = 8;

    private static final String SELECT = """
            select e.seq, e.at, e.event, t.body, a.display_name
            from room_event e
            join member m on m.id = e.author
            join account a on a.id = m.account_id and a.kind <> 'agent'
            left join message_state t on t.room_id = e.room_id and t.seq = e.seq
            where e.room_id = :room and e.kind = 'messagePosted' and t.recalled_by is null
            """;

    private static final RowMapper<Optional<Said>> SAID = (row, context) -> {
        MessagePosted posted = (MessagePosted) Json.read(row.getString("event"), RoomEvent.class);
        String body = row.getString("body") == null ? posted.body() : row.getString("body");
        if (body == null || body.isBlank() || posted.recalled()) {
            return Optional.empty();
        }
        return Optional.of(new Said(new Seq(row.getLong("seq")), posted.author(),
                posted.importedAs() == null ? row.getString("display_name") : posted.importedAs(),
                posted.postedAt() == null ? Rows.instant(row, "at") : posted.postedAt(), body));
    };

    /** Messages from one position to another, both included; the last {@code limit} of them, oldest first. */
    List<Said> between(Tx tx, RoomId room, Seq from, Seq to, int limit) {
        return tx.handle().createQuery(SELECT + " and e.seq between :from and :to order by e.seq desc limit :limit")
                .bind("room", room).bind("from", from).bind("to", to).bind("limit", limit)
                .map(SAID).list().stream().flatMap(Optional::stream).toList().reversed();
    }

    /** The nearest message before a position. */
    Optional<Said> before(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery(SELECT + " and e.seq < :seq order by e.seq desc limit :limit")
                .bind("room", room).bind("seq", seq).bind("limit", LOOKED_THROUGH_MAX)
                .map(SAID).list().stream().flatMap(Optional::stream).findFirst();
    }

    /** The nearest message after a position. */
    Optional<Said> after(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery(SELECT + " and e.seq > :seq order by e.seq limit :limit")
                .bind("room", room).bind("seq", seq).bind("limit", LOOKED_THROUGH_MAX)
                .map(SAID).list().stream().flatMap(Optional::stream).findFirst();
    }

    /** Those of the messages that people said and that still stand, in seq order. */
    List<Said> find(Tx tx, RoomId room, Collection<Seq> seqs) {
        return tx.handle().createQuery(SELECT + " and e.seq = any(:seqs) order by e.seq")
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new))
                .map(SAID).list().stream().flatMap(Optional::stream).toList();
    }
}
