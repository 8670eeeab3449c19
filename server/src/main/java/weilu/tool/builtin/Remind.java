package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
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

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        try {
            LocalDateTime local = LocalDateTime.parse(arguments.path("at").asText());
            String every = arguments.path("repeat").asText("none").toUpperCase(Locale.ROOT);
            ZoneId zone = context.now().getZone();
            Reminder reminder = new Reminder(0, 0, context.room(), context.agent(), context.asker().member(),
                    arguments.path("text").asText().strip(), local, zone, Reminder.Every.valueOf(every),
                    local.getDayOfMonth());
            Instant now = context.now().toInstant();
            if (!reminder.at().isAfter(now)) {
                return ToolResult.failed("this time is over: it is " + context.now().toLocalDateTime() + " now");
            }
            if (reminder.at().isAfter(now.plus(Reminders.AHEAD_MAX))) {
                return ToolResult.failed("at most two years ahead");
            }
            Optional<Integer> number = reminders.set(reminder, context.turn());
            return number.map(one -> ToolResult.of("reminder " + one + " is set for " + local + " " + zone))
                    .orElseGet(() -> ToolResult.failed(
                            "this room has " + Reminders.OPEN_PER_ROOM_MAX + " reminders already"));
        } catch (DateTimeException e) {
            return ToolResult.failed("there is no such time");
        }
    }
}
