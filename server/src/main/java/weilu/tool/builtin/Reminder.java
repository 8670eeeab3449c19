package weilu.tool.builtin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;

/**
 * Something to be said later.
 *
 * @param local the next time, as the asker's clock shows it
 * @param at the same as an instant, as it was reckoned when it was set: rules of time zones may change meanwhile
 * @param dayOfMonth that a monthly one was asked for; a shorter month takes its last day, and the next month this one again
 */
record Reminder(
        long id, int number, RoomId room, MemberId agent, MemberId asker, String text, LocalDateTime local, ZoneId zone,
        Instant at, Every every, int dayOfMonth) {

    /** How often. */
    enum Every { NONE, DAILY, WEEKDAYS, WEEKLY, MONTHLY }

    /** A time that summer time skips is taken as the next that there is. */
    Reminder(long id, int number, RoomId room, MemberId agent, MemberId asker, String text, LocalDateTime local, ZoneId zone,
            Every every, int dayOfMonth) {
        this(id, number, room, agent, asker, text, local, zone, local.atZone(zone).toInstant(), every, dayOfMonth);
    }

    /** The first time after this instant; null when there is none. Times that passed meanwhile are left out. */
    LocalDateTime after(Instant now) {
        if (every == Every.NONE) {
            return null;
        }
        LocalDateTime next = step(local);
        while (!next.atZone(zone).toInstant().isAfter(now)) {
            next = step(next);
        }
        return next;
    }

    /** Made of what is due and when: on every node the same. */
    ClientMessageId messageId() {
        String name = "reminder " + id + " " + at();
        return new ClientMessageId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private LocalDateTime step(LocalDateTime from) {
        return switch (every) {
            case NONE -> throw new IllegalStateException("it comes once");
            case DAILY -> from.plusDays(1);
            case WEEKDAYS -> switch (from.getDayOfWeek()) {
                case FRIDAY -> from.plusDays(3);
                case SATURDAY -> from.plusDays(2);
                default -> from.plusDays(1);
            };
            case WEEKLY -> from.plusWeeks(1);
            case MONTHLY -> {
                LocalDateTime next = from.withDayOfMonth(1).plusMonths(1);
                yield next.withDayOfMonth(Math.min(dayOfMonth, next.toLocalDate().lengthOfMonth()));
            }
        };
    }
}
