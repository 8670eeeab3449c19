package weilu.turn;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;
import weilu.agent.AgentTools;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.memory.Memories;
import weilu.memory.RememberTool;
import weilu.message.React;
import weilu.message.ShowToolCall;
import weilu.protocol.MessageView;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Status;
import weilu.tool.ApprovedCalls;
import weilu.tool.CallTools;
import weilu.tool.DecideToolCall;
import weilu.tool.RoomTools;
import weilu.tool.Tool;
import weilu.tool.ToolGrants;
import weilu.tool.ToolSource;
import weilu.tool.Toolbox;
import weilu.tool.ToolSource;
import weilu.tool.Tools;
import weilu.tool.builtin.BuiltInTools;
import weilu.tool.builtin.Reminders;

/** The tools of an {@link AgentWorld}: those that come with the server, and what a test adds. */
final class WorldTools {
    private final AgentWorld world;
    final List<Tool> more = new CopyOnWriteArrayList<>();
    final List<ToolSource> sources = new CopyOnWriteArrayList<>();
    /** Names that every agent here has beside those it has anyway. */
    final Set<String> granted = new CopyOnWriteArraySet<>();
    final Reminders reminders;
    final RoomTools rooms;
    final Toolbox toolbox;

    WorldTools(AgentWorld world) {
        this.world = world;
        Db db = world.db;
        reminders = new Reminders(db, world.posts, world.clock);
        RememberTool remember = new RememberTool(db, world.messages, new Memories(world.access, world.clock));
        BuiltInTools simple = new BuiltInTools(db, world.messages, world.posts,
                new React(world.log, world.access), (asker, from, to) -> List.of(), world.http, reminders);
        ToolSource builtIn = () -> Stream.concat(simple.tools().stream(), remember.tools().stream()).toList();
        rooms = new RoomTools(builtIn);
        Tools tools = new Tools(List.of(builtIn, () -> more,
                () -> sources.stream().flatMap(source -> source.tools().stream()).toList()));
        AgentTools own = new AgentTools(world.profiles, rooms);
        ToolGrants grants = (tx, room, agent) -> {
            Set<String> names = new LinkedHashSet<>(own.of(tx, room, agent));
            names.addAll(granted);
            return names;
        };
        toolbox = new Toolbox(tools, new CallTools(db, tools, rooms, world.clock), grants, new ShowToolCall(world.log));
    }

    /** No tools at all, for turns that are about something else. */
    static Toolbox none(Db db, ShowToolCall show, Clock clock) {
        Tools tools = new Tools(List.of());
        return new Toolbox(tools, new CallTools(db, tools, new RoomTools(List::of), clock),
                (tx, room, agent) -> Set.of(), show);
    }

    void approve(AccountId who, ToolCall call) {
        approve(world.room, who, call, call.hash());
    }

    void approve(RoomId room, AccountId who, ToolCall call, String hash) {
        world.db.useTransaction(tx -> decide().approve(tx, room, who, call.id(), hash));
    }

    void reject(AccountId who, ToolCall call) {
        world.db.useTransaction(tx -> decide().reject(tx, world.room, who, call.id()));
    }

    DecideToolCall decide() {
        ApprovedCalls approved = world.agents.approved();
        return new DecideToolCall(world.access, rooms, toolbox.show(), approved, world.clock);
    }

    /** The only call of a message, once it is so. */
    ToolCall await(MessageView message, Status status) {
        AgentWorld.await(() -> call(message).status() == status);
        return call(message);
    }

    ToolCall call(MessageView message) {
        return world.message(message.seq()).answer().calls().getFirst();
    }
}
