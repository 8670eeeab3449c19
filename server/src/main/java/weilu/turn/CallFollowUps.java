package weilu.turn;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import weilu.agent.AgentDefinition;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.AskPurpose;
import weilu.gateway.ModelAsk;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Reach;
import weilu.gateway.StopSignal;
import weilu.message.ReadMessages;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Kind;
import weilu.protocol.Answer.Note;
import weilu.protocol.Answer.Topic;
import weilu.protocol.MessageView;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.tool.CallTurns;
import weilu.tool.StoredCall;
import weilu.tool.ToolContext;
import weilu.tool.ToolWords;
import weilu.tool.Toolbox;
import weilu.tool.Tools.Toolset;

/** What follows when people have decided about calls: one more turn, in which the agent says what came of them. */
final class CallFollowUps implements CallTurns {
    private final Db db;
    private final RoomAccess access;
    private final ReadMessages messages;
    private final ModelGateway gateway;
    private final Toolbox toolbox;
    private final ToolLoop loop;
    private final Consumer<Turn> start;
    private final Clock clock;
    private final PromptPages pages = new PromptPages();
    private final TurnStore turns = new TurnStore();
    private final TriggerStore agents = new TriggerStore();

    /** @param start begins a turn that is written */
    CallFollowUps(Db db, RoomAccess access, ReadMessages messages, ModelGateway gateway, Toolbox toolbox, ToolLoop loop,
            Consumer<Turn> start, Clock clock) {
        this.db = db;
        this.access = access;
        this.messages = messages;
        this.gateway = gateway;
        this.toolbox = toolbox;
        this.loop = loop;
        this.start = start;
        this.clock = clock;
    }

    @Override
    public Optional<ToolContext> context(Tx tx, StoredCall call, StopSignal stop) {
        Optional<Turn> turn = turns.find(tx, call.room(), call.turn());
        Asker asker = agents.asker(tx, call.asker()).orElseThrow();
        Asker agent = agents.asker(tx, call.agent()).orElseThrow();
        Optional<Membership> reader = access.find(tx, call.room(), asker.account());
        boolean mayAct = access.find(tx, call.room(), agent.account())
                .filter(one -> one.whyNotTalk(clock.instant()).isEmpty()).isPresent();
        if (turn.isEmpty() || reader.isEmpty() || !mayAct) {
            return Optional.empty();
        }
        return Optional.of(new ToolContext(reader.get(), asker.name(), call.agent(), agent.account(), call.turn(),
                turn.get().trigger(), clock.instant().atZone(asker.zone()), asker.language(),
                view -> db.inTransaction(own -> Consent.read(own, call.room())).lets(view, Reach.ANYWHERE), message -> 0, stop));
    }

    @Override
    public void over(Tx tx, StoredCall last) {
        Optional<Turn> before = turns.find(tx, last.room(), last.turn());
        if (before.isEmpty() || last.message() == null) {
            return;
        }
        Turn turn = Turn.first(last.room(), last.agent(), last.message(), last.asker(), TriggerRule.TOOL_DONE,
                before.get().hops(), clock.instant(), before.get().chain());
        if (turns.insert(tx, turn)) {
            tx.afterCommit(() -> start.accept(turn));
        }
    }

    /** What the agent says then; without a model, the bare outcome. */
    Reply reply(TurnContext context, StopSignal stop, ModelListener out) {
        List<StoredCall> calls = toolbox.calls().ofTurn(context.trigger().answer().turn()).stream()
                .filter(call -> call.approvers() != null).toList();
        Reply plain = new Reply(ToolWords.of(context.language()).over(calls),
                new Answer(context.turn().id(), Kind.CHAT, Engine.EXTRACTIVE, null, null, List.of()));
        Optional<MessageView> wish = db.inTransaction(tx -> turns.find(
                        tx, context.roomId(), context.trigger().answer().turn())
                .flatMap(turn -> messages.find(tx, context.roomId(), turn.trigger()))
                .flatMap(view -> PassOn.question(tx, messages, context.roomId(), context.turn().agent(), view))
                .filter(view -> view.recalledBy() == null && mayBeSent(tx, context, view, Reach.LOCAL)));
        Reply reply = wish.isEmpty() || !gateway.isConfigured() ? plain
                : said(context, wish.get(), calls, stop, out).orElse(plain);
        return reply.carrying(calls.stream().flatMap(call -> call.brought().files().stream()).toList());
    }

    private boolean mayBeSent(Tx tx, TurnContext context, MessageView wish, Reach model) {
        Consent consent = Consent.read(tx, context.roomId());
        return consent.letsAsk(context.asker().member(), model) && consent.lets(wish, model)
                && consent.lets(context.trigger(), model);
    }

    private Optional<Reply> said(TurnContext context, MessageView wish, List<StoredCall> calls, StopSignal stop,
            ModelListener out) {
        Toolset tools = new Toolset(loop.toolset(context).tools(), List.of());
        ToolMarks marks = loop.marks(tools);
        Asked asked = new Asked(model -> db.inTransaction(tx -> question(tx, context, wish, calls, marks, model)), out::words);
        AgentDefinition agent = context.profile().definition();
        ModelAsk ask = new ModelAsk(asked, agent.model(), agent.temperature(), false, List.of(), false);
        OutboundLedger.Reason reason = new OutboundLedger.Reason(context.roomId(), context.turn().id(),
                context.asker().member(), context.asker().account(), context.agent(), AskPurpose.TOOL_STEP,
                context.turn().chainId());
        ToolLoop.Spoken spoken = loop.speak(context, tools, marks, reason, ask, asked, asked::hear, stop);
        if (asked.question() == null) {
            return Optional.empty();
        }
        Asked.Said words = asked.end();
        Optional<Reply> reply = switch (spoken.outcome()) {
            case ModelOutcome.Completed done -> Optional.of(reply(context, words, done.model(), null));
            case ModelOutcome.Stopped stopped -> Optional.of(reply(context, words, stopped.model(), Note.STOPPED));
            case ModelOutcome.Failed _, ModelOutcome.Refused _ -> Optional.empty();
        };
        return reply.map(one -> one.body().isBlank() ? one.saying(spoken.waits()
                        ? ToolWords.of(context.language()).waits() : ToolWords.of(context.language()).over(calls)) : one)
                .map(one -> one.with(spoken.calls(), spoken.files())).map(one -> one.within(spoken.reach()));
    }

    private Optional<Asked.Question> question(Tx tx, TurnContext context, MessageView wish, List<StoredCall> calls,
            ToolMarks marks, Reach model) {
        if (!mayBeSent(tx, context, wish, model)) {
            return Optional.empty();
        }
        Reach reach = Consent.read(tx, context.roomId())
                .reach(context.asker().member(), List.of(wish, context.trigger()));
        return Optional.of(new Asked.Question(pages.followUp(context, wish, calls, marks, reach), List.of()));
    }

    private static Reply reply(TurnContext context, Asked.Said said, String model, Note note) {
        List<Topic> topics = said.cited().isEmpty() ? List.of() : List.of(new Topic("", said.cited()));
        Kind kind = topics.isEmpty() ? Kind.CHAT : Kind.FOUND;
        return new Reply(said.words(), new Answer(context.turn().id(), kind, Engine.MODEL, model, note, topics));
    }
}
