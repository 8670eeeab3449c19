package weilu.app;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import weilu.agent.AgentTools;
import weilu.agent.Agents;
import weilu.db.Db;
import weilu.memory.Memories;
import weilu.memory.RememberTool;
import weilu.message.PostMessage;
import weilu.message.React;
import weilu.message.ReadMessages;
import weilu.message.ShowToolCall;
import weilu.outbound.OutboundHttp;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.tool.CallTools;
import weilu.tool.RoomTools;
import weilu.tool.ToolSource;
import weilu.tool.Toolbox;
import weilu.tool.Tools;
import weilu.tool.builtin.BuiltInTools;
import weilu.tool.builtin.KeyMessagesOf;
import weilu.tool.builtin.Reminders;

/** What agents may do; a stretch of {@link Wiring}. */
final class ToolParts implements AutoCloseable {
    final Reminders reminders;
    final RoomTools rooms;
    final Tools tools;
    final ShowToolCall show;
    final Toolbox toolbox;

    /** @param more sources of tools beside those that come with the server */
    ToolParts(Db db, RoomLog log, RoomAccess access, ReadMessages messages, PostMessage posts, KeyMessagesOf digest,
            OutboundHttp http, Agents agents, List<ToolSource> more, Clock clock) {
        reminders = new Reminders(db, posts, clock);
        BuiltInTools simple = new BuiltInTools(db, messages, posts, new React(log, access), digest, http, reminders);
        RememberTool remember = new RememberTool(db, messages, new Memories(access, clock));
        ToolSource builtIn = () -> Stream.concat(simple.tools().stream(), remember.tools().stream()).toList();
        rooms = new RoomTools(builtIn);
        tools = new Tools(Stream.concat(Stream.of(builtIn), more.stream()).toList());
        show = new ShowToolCall(log);
        toolbox = new Toolbox(tools, new CallTools(db, tools, rooms, clock), new AgentTools(agents, rooms), show);
    }

    @Override
    public void close() {
        reminders.close();
    }
}
