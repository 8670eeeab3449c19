package weilu.tool.builtin;

import java.util.List;
import weilu.db.Db;
import weilu.knowledge.SearchRoom;
import weilu.message.PostMessage;
import weilu.message.React;
import weilu.message.ReadMessages;
import weilu.outbound.OutboundHttp;
import weilu.tool.Tool;
import weilu.tool.ToolSource;

/** The tools that come with the server. */
public final class BuiltInTools implements ToolSource {
    private final List<Tool> tools;

    public BuiltInTools(Db db, ReadMessages messages, PostMessage posts, React reactions, KeyMessagesOf digest,
            OutboundHttp http, Reminders reminders) {
        tools = List.of(
                new Calculate(),
                new SearchTheRoom(db, new SearchRoom(messages)),
                new SummariseRoom(db, messages, digest),
                new CountMessages(db, messages),
                new ReadPage(db, messages, http),
                new MakeTable(),
                new MakeChart(),
                new MakePoll(db, posts, reactions),
                new CountPoll(db, messages),
                new Remind(reminders),
                new ListReminders(reminders),
                new CancelReminder(reminders));
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }
}
