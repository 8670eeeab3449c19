package weilu.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** The statements about reports. A report on a message that was recalled is settled by that. */
final class ReportStore {
    private static final String OPEN = """
            from report p left join message_state t on t.room_id = p.room_id and t.seq = p.seq
            where p.room_id = :room and p.settled_at is null and t.recalled_by is null
            """;

    /** False when this member has reported the message before. */
    boolean insert(Tx tx, RoomId room, Seq seq, MemberId reporter, String reason, Instant at) {
        return tx.handle().createUpdate("""
                        insert into report (room_id, seq, reporter, reason, at)
                        values (:room, :seq, :reporter, :reason, :at) on conflict do nothing
                        """)
                .bind("room", room).bind("seq", seq).bind("reporter", reporter).bind("reason", reason).bind("at", at)
                .execute() == 1;
    }

    int countOpenOf(Tx tx, RoomId room, MemberId reporter) {
        return tx.handle().createQuery("select count(*) " + OPEN + " and p.reporter = :reporter")
                .bind("room", room).bind("reporter", reporter).mapTo(Integer.class).one();
    }

    int countOpenMessages(Tx tx, RoomId room) {
        return tx.handle().createQuery("select count(distinct p.seq) " + OPEN)
                .bind("room", room).mapTo(Integer.class).one();
    }

    /** What each reported message is reported for, the last reported message first. */
    Map<Seq, List<Report.Voice>> open(Tx tx, RoomId room, int messages) {
        Map<Seq, List<Report.Voice>> voices = new LinkedHashMap<>();
        tx.handle().createQuery("""
                        with wanted as (select p.seq, max(p.at) as last %s group by p.seq order by last desc limit :messages)
                        select p.seq, p.reporter, p.reason, p.at from wanted w
                        join report p on p.room_id = :room and p.seq = w.seq and p.settled_at is null
                        order by w.last desc, p.seq, p.at, p.reporter
                        """.formatted(OPEN))
                .bind("room", room).bind("messages", messages)
                .map((row, context) -> voices.computeIfAbsent(new Seq(row.getLong("seq")), seq -> new ArrayList<>())
                        .add(new Report.Voice(new MemberId(row.getLong("reporter")), row.getString("reason"),
                                Rows.instant(row, "at"))))
                .list();
        return voices;
    }

    /** Settles all that is open about the message; false when nothing was. */
    boolean settle(Tx tx, RoomId room, Seq seq, MemberId by, Instant at) {
        return tx.handle().createUpdate("""
                        update report set settled_at = :at, settled_by = :by
                        where room_id = :room and seq = :seq and settled_at is null
                        """)
                .bind("room", room).bind("seq", seq).bind("by", by).bind("at", at).execute() > 0;
    }

    List<MemberId> admins(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select id from member
                        where room_id = :room and state = 'in' and role in ('owner', 'admin') order by id
                        """)
                .bind("room", room).mapTo(MemberId.class).list();
    }
}
