package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import weilu.db.Db;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Topic;
import weilu.protocol.MessageView;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** The key messages of some days, as they were said. */
final class SummariseRoom implements Deed {
    private static final int MESSAGES_MAX = 10_000;

    private final Db db;
    private final ReadMessages messages;
    private final KeyMessagesOf digest;
    private final BuiltInStore store = new BuiltInStore();

    SummariseRoom(Db db, ReadMessages messages, KeyMessagesOf digest) {
        this.db = db;
        this.messages = messages;
        this.digest = digest;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        ZoneId zone = context.now().getZone();
        try {
            LocalDate from = LocalDate.parse(arguments.path("from").asText());
            LocalDate to = LocalDate.parse(arguments.path("to").asText());
            List<BuiltInStore.Counted> said = db.inTransaction(tx -> store.between(tx, context.room(),
                    from.atStartOfDay(zone).toInstant(), to.plusDays(1).atStartOfDay(zone).toInstant(), context.trigger(),
                    MESSAGES_MAX));
            if (said.isEmpty()) {
                return ToolResult.of("Nothing was said then.");
            }
            return lines(context, digest.between(context.asker(), said.getFirst().seq(), said.getLast().seq()));
        } catch (DateTimeException e) {
            return ToolResult.failed("there is no such day");
        }
    }

    private ToolResult lines(ToolContext context, List<Topic> topics) {
        StringBuilder text = new StringBuilder();
        List<Seq> used = new ArrayList<>();
        for (Topic topic : topics) {
            List<Seq> seqs = topic.citations().stream().map(Citation::message).toList();
            List<MessageView> views = db.inTransaction(tx -> messages.findAll(tx, context.room(), seqs)).stream()
                    .filter(view -> view.recalledBy() == null && context.consent().test(view)).toList();
            if (!views.isEmpty()) {
                String lines = db.inTransaction(tx ->
                        RoomLines.of(views, RoomLines.names(tx, views), context));
                text.append("# ").append(used.size() + 1).append('\n').append(lines);
                views.forEach(view -> used.add(view.seq()));
            }
        }
        return used.isEmpty() ? ToolResult.of("There are no key messages.") : ToolResult.of(text.toString(), used);
    }
}
