package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** The open reminders of the room, of who asks; those of others only by number and time. */
final class ListReminders implements Deed {
    private final Reminders reminders;

    ListReminders(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        StringBuilder lines = new StringBuilder();
        for (Reminder reminder : reminders.list(context.room())) {
            boolean own = reminder.asker().equals(context.asker().member());
            lines.append(reminder.number()).append(": ").append(reminder.local()).append(' ').append(reminder.zone())
                    .append(reminder.every() == Reminder.Every.NONE ? "" : " " + reminder.every().name().toLowerCase())
                    .append(own ? " " + reminder.text() : " (of somebody else)").append('\n');
        }
        return ToolResult.of(lines.isEmpty() ? "There are none." : lines.toString());
    }
}
