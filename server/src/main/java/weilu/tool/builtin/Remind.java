package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Sets a reminder. */
final class Remind implements Deed {
    private final Reminders reminders;

    Remind(Reminders reminders) {
        this.reminders = reminders;
    }

    /** A wish, or what is wrong with it. */
    private sealed interface Reading {
        record Good(Reminder reminder) implements Reading {}

        record Bad(String problem) implements Reading {}
    }

    @Override
    public Optional<String> check(ToolContext context, JsonNode arguments) {
        return switch (read(context, arguments)) {
            case Reading.Bad bad -> Optional.of(bad.problem());
            case Reading.Good _ when reminders.isFull(context.room()) -> Optional.of(full());
            case Reading.Good _ -> Optional.empty();
        };
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        return switch (read(context, arguments)) {
            case Reading.Bad bad -> ToolResult.failed(bad.problem());
            case Reading.Good good -> {
                Optional<Integer> number = reminders.set(good.reminder(), context.turn());
                yield number.map(one -> ToolResult.of("reminder " + one + " is set for " + good.reminder().local() + " "
                        + good.reminder().zone())).orElseGet(() -> ToolResult.failed(full()));
            }
        };
    }

    private static String full() {
        return "this room has " + Reminders.OPEN_PER_ROOM_MAX + " reminders already";
    }

    private static Reading read(ToolContext context, JsonNode arguments) {
        ZoneId zone;
        try {
            zone = arguments.has("zone") ? ZoneId.of(arguments.path("zone").asText().strip()) : context.now().getZone();
        } catch (DateTimeException e) {
            return new Reading.Bad("there is no such time zone; write it like Asia/Shanghai, or leave it out");
        }
        try {
            LocalDateTime local = LocalDateTime.parse(arguments.path("at").asText());
            return read(context, arguments, local, zone);
        } catch (DateTimeException e) {
            return new Reading.Bad("there is no such date or time; write it like 2026-11-28T19:00");
        }
    }

    private static Reading read(ToolContext context, JsonNode arguments, LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            return new Reading.Bad("there is no such time in " + zone + ": that day clocks go from "
                    + change.getDateTimeBefore().toLocalTime() + " to " + change.getDateTimeAfter().toLocalTime());
        }
        String every = arguments.path("repeat").asText("none").toUpperCase(Locale.ROOT);
        Reminder reminder = new Reminder(0, 0, context.room(), context.agent(), context.asker().member(),
                arguments.path("text").asText().strip(), local, zone, Reminder.Every.valueOf(every), local.getDayOfMonth());
        Instant now = context.now().toInstant();
        if (reminder.text().isEmpty()) {
            return new Reading.Bad("it does not say what to remind of");
        }
        if (!reminder.at().isAfter(now)) {
            return new Reading.Bad("this time is over: in " + zone + " it is "
                    + now.atZone(zone).toLocalDateTime().withNano(0) + " now");
        }
        return reminder.at().isAfter(now.plus(Reminders.AHEAD_MAX)) ? new Reading.Bad("at most two years ahead")
                : new Reading.Good(reminder);
    }
}
