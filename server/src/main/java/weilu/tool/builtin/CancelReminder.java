package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
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
    public Optional<String> check(ToolContext context, JsonNode arguments) {
        int number = arguments.path("number").asInt();
        boolean admin = context.asker().isAtLeast(Role.ADMIN);
        boolean there = reminders.list(context.room()).stream().anyMatch(one -> one.number() == number
                && (admin || one.asker().equals(context.asker().member())));
        return there ? Optional.empty() : Optional.of("there is no open reminder " + number + " of yours");
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        int number = arguments.path("number").asInt();
        return check(context, arguments).map(ToolResult::failed).orElseGet(() -> {
            reminders.cancel(context.room(), number);
            return ToolResult.of("reminder " + number + " is cancelled");
        });
    }
}
