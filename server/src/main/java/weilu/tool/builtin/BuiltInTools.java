package weilu.tool.builtin;

import java.security.SecureRandom;
import java.util.List;
import weilu.db.Db;
import weilu.knowledge.SearchRoom;
import weilu.message.PostMessage;
import weilu.message.React;
import weilu.message.ReadMessages;
import weilu.outbound.OutboundHttp;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.Tool;
import weilu.tool.ToolSource;

/** The tools that come with the server. */
public final class BuiltInTools implements ToolSource {
    private final List<Tool> tools;

    public BuiltInTools(Db db, ReadMessages messages, PostMessage posts, React reactions, KeyMessagesOf digest,
            OutboundHttp http, Reminders reminders) {
        tools = List.of(
                BuiltInTool.of("calculate", Effect.PURE, new Calculate()),
                BuiltInTool.of("search_room", Effect.READS_ROOM, new SearchTheRoom(db, new SearchRoom(messages))),
                BuiltInTool.of("summarise_room", Effect.READS_ROOM, new SummariseRoom(db, messages, digest)),
                BuiltInTool.of("count_messages", Effect.READS_ROOM, new CountMessages(db, messages)),
                BuiltInTool.of("read_page", Effect.REACHES_OUT, new ReadPage(db, messages, http)),
                BuiltInTool.of("roll_dice", Effect.PURE, new RollDice(new SecureRandom())),
                BuiltInTool.of("make_table", Effect.PURE, new MakeTable()),
                BuiltInTool.of("make_chart", Effect.PURE, new MakeChart()),
                BuiltInTool.of("make_poll", Effect.ACTS, new MakePoll(db, posts, reactions)),
                BuiltInTool.of("count_poll", Effect.READS_ROOM, new CountPoll(db, messages)),
                BuiltInTool.of("remind", Effect.ACTS, new Remind(reminders)),
                BuiltInTool.of("list_reminders", Effect.READS_ROOM, new ListReminders(reminders)),
                BuiltInTool.of("cancel_reminder", Effect.ACTS, new CancelReminder(reminders)));
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }
}
