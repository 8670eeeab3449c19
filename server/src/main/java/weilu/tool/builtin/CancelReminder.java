package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import weilu.protocol.MemberView.Role;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Cancels a reminder: one's own, or as an admin any of the room. */
final class CancelReminder implements Deed {
    private final Reminders reminders;

    CancelReminder(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        int number = arguments.path("number").asInt();
        boolean allowed = context.asker().isAtLeast(Role.ADMIN) || reminders.list(context.room()).stream()
                .anyMatch(one -> one.number() == number && one.asker().equals(context.asker().member()));
        return allowed && reminders.cancel(context.room(), number)
                ? ToolResult.of("reminder " + number + " is cancelled")
                : ToolResult.failed("there is no open reminder " + number + " of yours");
    }
}
