package weilu.tool.builtin;

import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.protocol.MessageView;
import weilu.tool.ToolContext;

/** Messages as lines for a model: number, when, who, what. */
final class RoomLines {
    static final int MESSAGE_CHARACTERS_MAX = 500;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd EEE HH:mm", Locale.ENGLISH);

    private RoomLines() {}

    static String of(List<MessageView> messages, Map<MemberId, String> names, ToolContext context) {
        StringBuilder lines = new StringBuilder();
        for (MessageView view : messages) {
            String body = view.body().replaceAll("\\s*\\R\\s*", " ⏎ ").strip();
            int number = context.numbers().applyAsInt(view.seq());
            String when = WHEN.format(view.at().atZone(context.now().getZone()));
            lines.append(number == 0 ? "" : "[" + number + "] ").append(when).append(' ').append(name(view, names)).append(": ")
                    .append(body.length() <= MESSAGE_CHARACTERS_MAX ? body : body.substring(0, MESSAGE_CHARACTERS_MAX) + "…")
                    .append('\n');
        }
        return lines.toString();
    }

    static String name(MessageView view, Map<MemberId, String> names) {
        return view.importedAs() != null ? view.importedAs() : names.getOrDefault(view.author(), "?");
    }

    static Map<MemberId, String> names(Tx tx, Collection<MessageView> messages) {
        Set<MemberId> members = messages.stream().map(MessageView::author).collect(Collectors.toSet());
        Map<MemberId, String> names = new HashMap<>();
        new BuiltInStore().names(tx, members).forEach(names::put);
        return names;
    }
}
