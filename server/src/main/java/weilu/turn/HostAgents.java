package weilu.turn;

import java.time.Clock;
import java.util.List;
import weilu.agent.Agents;
import weilu.conversation.Conversations;
import weilu.db.BoundedQueue;
import weilu.db.Db;
import weilu.gateway.ModelGateway;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.memory.Memories;
import weilu.message.Attachments;
import weilu.message.PostMessage;
import weilu.message.ReadMessages;
import weilu.node.NodeNote;
import weilu.node.Nodes;
import weilu.room.LiveFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomStore;
import weilu.room.RoomTail;
import weilu.tool.ApprovedCalls;
import weilu.tool.PostToolFiles;
import weilu.tool.Toolbox;

/** The agents of this server at work: triggers make turns, turns make replies. Wake it when a room's log has grown. */
public final class HostAgents implements AutoCloseable {
    private final Turns turns;
    private final AgentTriggers triggers;
    private final ModelAnswers models;
    private final AskAgain askAgain;
    private final Maybes maybes;
    private final Schedules schedules;
    private final ApprovedCalls approved;

    public HostAgents(
            Db db, RoomAccess access, RoomStore rooms, ReadMessages messages, PostMessage posts, LiveFrames live,
            RoomKnowledge knowledge, Agents profiles, ModelGateway gateway, Conversations conversations, Toolbox toolbox,
            Attachments attachments, Nodes nodes, RoomTail tail, Clock clock) {
        Recall recall = new Recall(db, new Memories(access, clock));
        Extracts extracts = new Extracts(db, knowledge, messages, recall);
        Subjects subjects = new Subjects(knowledge);
        PassOn passOn = new PassOn(db, profiles, subjects, clock);
        ToolLoop loop = new ToolLoop(db, gateway, messages, toolbox, passOn);
        FewAtOnce lookUps = new FewAtOnce();
        models = new ModelAnswers(db, gateway, messages, loop, recall, attachments, passOn, lookUps);
        CallFollowUps followUps = new CallFollowUps(
                db, access, messages, gateway, toolbox, loop, turn -> start(turn), clock);
        Greetings greetings = new Greetings(access);
        PostToolFiles files = new PostToolFiles(attachments);
        BeginTurn begins = new BeginTurn(access, rooms, messages, profiles, models, conversations, greetings, clock);
        TurnRunner runner = new TurnRunner(db, begins, posts, live, extracts, models, conversations, followUps, files,
                passOn, lookUps);
        approved = new ApprovedCalls(db, toolbox.tools(), toolbox.grants(), toolbox.show(), followUps, files,
                id -> nodes.tellByDatabase(new NodeNote.StopCall(id)), clock);
        nodes.listen(NodeNote.StopCall.class, stop -> approved.stopHere(stop.call()));
        turns = new Turns(db, clock, runner, approved::stopAll, id -> nodes.tellByDatabase(new NodeNote.StopTurn(id)));
        nodes.listen(NodeNote.StopTurn.class, stop -> turns.stopHere(stop.turn()));
        askAgain = new AskAgain(clock, turn -> turns.start(turn.id(), turn.room()), turns::end);
        maybes = new Maybes(db, clock, new AskWhether(db, gateway, messages, profiles, subjects),
                turn -> turns.start(turn.id(), turn.room()));
        schedules = new Schedules(db, clock, turn -> start(turn));
        triggers = new AgentTriggers(db, tail, clock, maybes, greetings, knowledge::expect, turn -> start(turn));
    }

    private void start(Turn turn) {
        turns.start(turn.id(), turn.room());
    }

    /** Begins with what came while the server was down, and with turns that were not finished. */
    public void open() {
        turns.open();
        triggers.open();
        maybes.open();
        schedules.open();
        approved.open();
    }

    /** Runs what people have approved. */
    public ApprovedCalls approved() {
        return approved;
    }

    /** The room's log has grown up to here; returns at once. */
    public void wake(RoomId room, Seq upTo) {
        triggers.wake(room, upTo);
    }

    /** The database was away. */
    public void lookAgain() {
        triggers.lookAgain();
    }

    /** For hints that were lost. */
    public void wakeAll() {
        triggers.wakeAll();
    }

    public List<BoundedQueue> queues() {
        return List.of(turns.queue(), triggers.queue());
    }

    public AskAgain askAgain() {
        return askAgain;
    }

    public Turns turns() {
        return turns;
    }

    @Override
    public void close() {
        approved.close();
        triggers.close();
        schedules.close();
        maybes.close();
        turns.close();
    }
}
