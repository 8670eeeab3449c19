package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Who, when and how many. Words of who withholds them are not counted, and the answer says how many that were. */
final class CountMessages implements Deed {
    static final int MESSAGES_MAX = 20_000;
    private static final int DAYS_SHOWN_MAX = 62;
    private static final int PAGE = 500;

    private final Db db;
    private final ReadMessages messages;
    private final BuiltInStore store = new BuiltInStore();

    CountMessages(Db db, ReadMessages messages) {
        this.db = db;
        this.messages = messages;
    }

    /** What is counted up. */
    private static final class Tally {
        private final Map<String, Integer> byPerson = new TreeMap<>();
        private final Map<LocalDate, Integer> byDay = new TreeMap<>();
        private final List<MessageView> ends = new ArrayList<>();
        private int all;
        private int withheld;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        ZoneId zone = context.now().getZone();
        try {
            LocalDate from = arguments.has("from") ? LocalDate.parse(arguments.get("from").asText()) : LocalDate.of(1970, 1, 2);
            LocalDate to = arguments.has("to") ? LocalDate.parse(arguments.get("to").asText()) : context.now().toLocalDate();
            return db.inTransaction(tx -> count(tx, context, from.atStartOfDay(zone).toInstant(),
                    to.plusDays(1).atStartOfDay(zone).toInstant(), arguments.path("words").asText("")));
        } catch (DateTimeException e) {
            return ToolResult.failed("there is no such day");
        }
    }

    private ToolResult count(Tx tx, ToolContext context, Instant from, Instant to, String words) {
        List<BuiltInStore.Counted> found =
                store.between(tx, context.room(), from, to, context.trigger(), MESSAGES_MAX + 1);
        boolean tooMany = found.size() > MESSAGES_MAX;
        Tally tally = new Tally();
        for (int page = 0; page < Math.min(found.size(), MESSAGES_MAX); page += PAGE) {
            List<Seq> seqs = found.subList(page, Math.min(page + PAGE, Math.min(found.size(), MESSAGES_MAX))).stream()
                    .map(BuiltInStore.Counted::seq).toList();
            List<MessageView> views = messages.findAll(tx, context.room(), seqs).stream()
                    .filter(view -> view.recalledBy() == null && holds(view, words)).toList();
            add(tx, context, views, tally);
        }
        return result(tx, context, tally, words, tooMany);
    }

    private static boolean holds(MessageView view, String words) {
        return words.isEmpty() || view.body().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    private static void add(Tx tx, ToolContext context, List<MessageView> views, Tally tally) {
        Map<MemberId, String> names = RoomLines.names(tx, views);
        for (MessageView view : views) {
            if (!context.consent().test(view)) {
                tally.withheld++;
                continue;
            }
            tally.all++;
            tally.byPerson.merge(RoomLines.name(view, names), 1, Integer::sum);
            tally.byDay.merge(view.at().atZone(context.now().getZone()).toLocalDate(), 1, Integer::sum);
            if (tally.ends.size() < 2) {
                tally.ends.add(view);
            } else {
                tally.ends.set(1, view);
            }
        }
    }

    private static ToolResult result(Tx tx, ToolContext context, Tally tally, String words, boolean tooMany) {
        StringBuilder text = new StringBuilder("messages: ").append(tally.all).append('\n');
        tally.byPerson.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(one -> text.append("by ").append(one.getKey()).append(": ").append(one.getValue()).append('\n'));
        tally.byDay.entrySet().stream().skip(Math.max(0, tally.byDay.size() - DAYS_SHOWN_MAX))
                .forEach(one -> text.append(one.getKey()).append(": ").append(one.getValue()).append('\n'));
        if (tally.withheld > 0) {
            text.append("not counted, because their authors keep their words from models: ").append(tally.withheld)
                    .append('\n');
        }
        if (tooMany) {
            text.append("only the first ").append(MESSAGES_MAX).append(" were counted\n");
        }
        if (words.isEmpty() || tally.ends.isEmpty()) {
            return ToolResult.of(text.toString());
        }
        text.append("first and last:\n").append(
                RoomLines.of(tally.ends, RoomLines.names(tx, tally.ends), context));
        return ToolResult.of(text.toString(), tally.ends.stream().map(MessageView::seq).toList());
    }
}
