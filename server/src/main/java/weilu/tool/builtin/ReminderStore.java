package weilu.tool.builtin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.TurnId;

/** Reminders as they are kept. */
final class ReminderStore {
    private static final RowMapper<Reminder> REMINDER = (row, context) -> new Reminder(
            row.getLong("id"), row.getInt("number"), new RoomId(row.getLong("room_id")),
            new MemberId(row.getLong("agent")), new MemberId(row.getLong("asker")), row.getString("text"),
            row.getObject("local_time", LocalDateTime.class), ZoneId.of(row.getString("zone")),
            Rows.instant(row, "next_at"),
            Rows.constant(row, "every", Reminder.Every.class), row.getInt("day_of_month"));

    /** Who says it to whom. */
    record People(AccountId agent, String asker, String language) {}

    int open(Tx tx, RoomId room) {
        tx.handle().createQuery("select id from room where id = :room for no key update").bind("room", room)
                .mapTo(RoomId.class).one();
        return tx.handle().createQuery("select count(*) from reminder where room_id = :room and ended_at is null")
                .bind("room", room).mapTo(int.class).one();
    }

    /** The same wish of the same turn is there once. Returns its number. */
    int insert(Tx tx, Reminder reminder, TurnId turn, Instant at) {
        tx.handle().createUpdate("""
                        insert into reminder (number, room_id, agent, asker, text, local_time, zone, next_at, every,
                                              day_of_month, made_at, turn_id)
                        select coalesce(max(number), 0) + 1, :room, :agent, :asker, :text, :local, :zone, :next, :every,
                               :day, :at, :turn
                        from reminder where room_id = :room
                        on conflict (turn_id, text, local_time) do nothing
                        """)
                .bind("room", reminder.room()).bind("agent", reminder.agent()).bind("asker", reminder.asker())
                .bind("text", reminder.text()).bind("local", reminder.local()).bind("zone", reminder.zone().getId())
                .bind("next", reminder.at()).bind("every", Rows.stored(reminder.every()))
                .bind("day", reminder.dayOfMonth()).bind("at", at).bind("turn", turn).execute();
        return tx.handle().createQuery("""
                        select number from reminder where turn_id = :turn and text = :text and local_time = :local
                        """)
                .bind("turn", turn).bind("text", reminder.text()).bind("local", reminder.local()).mapTo(int.class).one();
    }

    List<Reminder> list(Tx tx, RoomId room) {
        return tx.handle().createQuery("select * from reminder where room_id = :room and ended_at is null order by next_at")
                .bind("room", room).map(REMINDER).list();
    }

    boolean cancel(Tx tx, RoomId room, int number, Instant at) {
        return tx.handle().createUpdate("""
                        update reminder set ended_at = :at where room_id = :room and number = :number and ended_at is null
                        """)
                .bind("room", room).bind("number", number).bind("at", at).execute() == 1;
    }

    List<Reminder> due(Tx tx, Instant now, int limit) {
        return tx.handle().createQuery("""
                        select * from reminder where ended_at is null and next_at <= :now order by next_at limit :limit
                        """)
                .bind("now", now).bind("limit", limit).map(REMINDER).list();
    }

    /** Nothing when another node has moved it on already. */
    void moveOn(Tx tx, Reminder reminder, LocalDateTime next, Instant nextAt, Instant now) {
        tx.handle().createUpdate("""
                        update reminder set local_time = coalesce(:local, local_time), next_at = coalesce(:next, next_at),
                            ended_at = case when :next::timestamptz is null then :now::timestamptz end
                        where id = :id and next_at = :was and ended_at is null
                        """)
                .bind("id", reminder.id()).bindByType("local", next, LocalDateTime.class)
                .bindByType("next", nextAt, Instant.class).bind("was", reminder.at()).bind("now", now).execute();
    }

    Optional<People> people(Tx tx, Reminder reminder) {
        return tx.handle().createQuery("""
                        select g.account_id, a.display_name, a.language from member m join account a on a.id = m.account_id
                        join member g on g.id = :agent where m.id = :asker
                        """)
                .bind("agent", reminder.agent()).bind("asker", reminder.asker())
                .map((row, context) -> new People(new AccountId(row.getLong("account_id")),
                        row.getString("display_name"), row.getString("language")))
                .findOne();
    }
}
