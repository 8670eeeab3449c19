package weilu.turn;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import weilu.conversation.Conversations;
import weilu.db.Db;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.knowledge.QuestionTitle;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.protocol.Answer;
import weilu.protocol.MessageView;
import weilu.protocol.ServerFrame.TurnEnded;
import weilu.protocol.ServerFrame.TurnStarted;
import weilu.room.LiveFrames;
import weilu.tool.PostToolFiles;

/** Runs one turn from its trigger to its reply. It may run again after a crash; the reply is posted once. */
final class TurnRunner {
    private final Db db;
    private final BeginTurn begins;
    private final PostMessage posts;
    private final LiveFrames live;
    private final Extracts extracts;
    private final ModelAnswers models;
    private final Conversations conversations;
    private final CallFollowUps followUps;
    private final PostToolFiles files;
    private final PassOn passOn;
    private final DeltaPace pace = new DeltaPace();
    private final FewAtOnce lookUps;

    TurnRunner(
            Db db, BeginTurn begins, PostMessage posts, LiveFrames live, Extracts extracts, ModelAnswers models,
            Conversations conversations, CallFollowUps followUps, PostToolFiles files, PassOn passOn,
            FewAtOnce lookUps) {
        this.lookUps = lookUps;
        this.passOn = passOn;
        this.db = db;
        this.begins = begins;
        this.posts = posts;
        this.live = live;
        this.extracts = extracts;
        this.models = models;
        this.conversations = conversations;
        this.followUps = followUps;
        this.files = files;
    }

    /**
     * Blocks until the reply is posted, or there is none to post. Empty when the server is closing: a call that broke off
     * for that is no failure of the provider, and the next start takes the turn up. Throws when it should be tried again.
     */
    Optional<TurnEnd> run(Turn turn, StopSignal stop, BooleanSupplier closing) {
        return switch (lookUps.run(() -> db.inTransaction(tx -> begins.begin(tx, turn)))) {
            case BeginTurn.Beginning.Over over -> Optional.of(over.end());
            case BeginTurn.Beginning.Shut shut -> Optional.of(post(shut.turn(), shut.agent(), shut.trigger(), Reply.extract(
                    shut.turn().id(), Answer.Kind.NOT_FOUND, shut.words().outOfRoom(), List.of()),
                    shut.turn().trigger(), List.of()));
            case BeginTurn.Beginning.Greets greets ->
                    Optional.of(stop.isStopped() ? TurnEnd.STOPPED : post(turn, greets.draft()));
            case BeginTurn.Beginning.Ready ready -> speak(turn, ready.context(), stop, closing);
        };
    }

    /** @param made as it was made; what it answers by now is the context's */
    private Optional<TurnEnd> speak(Turn made, TurnContext context, StopSignal stop, BooleanSupplier closing) {
        Turn turn = context.turn();
        boolean stoppable = models.maySpeak(context);
        findTitle(context);
        live.toRoom(turn.room(), new TurnStarted(turn.room(), turn.id(), turn.agent(), turn.trigger(), stoppable));
        try {
            Reply reply = reply(context, stop);
            return closing.getAsBoolean() ? Optional.empty() : Optional.of(post(made, context, reply));
        } finally {
            live.toRoom(turn.room(), new TurnEnded(turn.room(), turn.id()));
        }
    }

    /** A conversation is called by its first question. */
    private void findTitle(TurnContext context) {
        if (!context.isConversation() || !context.room().name().isEmpty()) {
            return;
        }
        Intent asked = ReadIntent.of(context.trigger().body(), null, context.agentName(), context.now().toLocalDate());
        if (asked instanceof Intent.SmallTalk || asked instanceof Intent.Help || asked instanceof Intent.Remember) {
            return;
        }
        String title = QuestionTitle.of(ReadIntent.plain(context.trigger().body(), context.agentName()));
        if (!title.isEmpty()) {
            db.useTransaction(tx -> conversations.title(tx, context.membership(), title));
        }
    }

    private Reply reply(TurnContext context, StopSignal stop) {
        if (context.turn().reason() == TriggerRule.TOOL_DONE) {
            try (DeltaFrames deltas = new DeltaFrames(context.turn(), pace, frame -> live.toRoom(context.turn().room(), frame))) {
                return followUps.reply(context, stop, deltas);
            }
        }
        Optional<Reply> passed = models.mayChoose(context) ? Optional.empty() : passOn.byLines(context, models.maySpeak(context));
        if (passed.isPresent()) {
            return passed.get();
        }
        Extracts.Extract extract = lookUps.run(() -> extracts.answer(context));
        if (!models.wants(context, extract)) {
            return extract.reply();
        }
        try (DeltaFrames deltas = new DeltaFrames(context.turn(), pace, frame -> live.toRoom(context.turn().room(), frame))) {
            return models.answer(context, extract, stop, deltas);
        }
    }

    /** The agents a model names: found by us among those of the room, never taken from its words. */
    private static List<MemberId> handedTo(TurnContext context, Reply reply) {
        if (reply.answer().passedTo() != null) {
            return List.of(reply.answer().passedTo());
        }
        // At a round table nobody hands over: each was asked, and answers once.
        boolean mayHandOver = reply.answer().engine() == Answer.Engine.MODEL && !context.turn().isOfRoundTable();
        return !mayHandOver ? List.of()
                : NamedAgents.in(reply.body(), context.company()).stream()
                        .filter(agent -> !agent.equals(context.turn().agent())).toList();
    }

    /** Beside the first answer where that was wished; otherwise a later one takes the place of those before. */
    private static Answer standing(Turn turn, Answer answer) {
        if (turn.beside() != null) {
            return answer.beside(turn.beside());
        }
        boolean failed = answer.note() == Answer.Note.PROVIDER_FAILED || answer.note() == Answer.Note.QUOTA_USED_UP
                || answer.note() == Answer.Note.NOT_ALLOWED || answer.note() == Answer.Note.NO_STORE;
        return turn.attempt() <= 0 || failed ? answer : answer.replacing(TurnId.of(turn.agent(), turn.trigger()));
    }

    private TurnEnd post(Turn made, TurnContext context, Reply reply) {
        List<MemberId> mentions = Stream.concat(handedTo(context, reply).stream(),
                        context.also().stream().map(one -> one.from().member()))
                .filter(one -> !one.equals(context.asker().member())).distinct().toList();
        boolean quotes = !context.isConversation() && !context.turn().isScheduled();
        return post(made, context.agent(), context.trigger(), reply.also(context.also()),
                quotes ? context.turn().trigger() : null, mentions);
    }

    private TurnEnd post(
            Turn turn, AccountId agent, MessageView trigger, Reply reply, Seq quote, List<MemberId> handedTo) {
        Answer shown = trigger.about() != null ? reply.placesOnly() : reply.answer();
        Draft draft = new Draft(turn.room(), agent, turn.clientMessageId(), reply.body(), quote, handedTo,
                files.all(turn.room(), agent, reply.kept(), reply.files()), turn.hops(),
                standing(turn, shown), trigger.about());
        return post(turn, draft);
    }

    private TurnEnd post(Turn turn, Draft draft) {
        return switch (posts.post(draft)) {
            case PostOutcome.Posted _, PostOutcome.AlreadyPosted _ -> TurnEnd.REPLIED;
            case PostOutcome.Refused refused -> switch (refused.problem().code()) {
                case ID_REUSED -> TurnEnd.REPLIED;
                case QUOTE_UNKNOWN -> TurnEnd.TRIGGER_GONE;
                case NOT_MEMBER, MUTED, ARCHIVED, BLOCKED, BANNED, FORBIDDEN -> TurnEnd.NOT_ALLOWED;
                default -> throw new IllegalStateException("turn " + turn.id() + " cannot post: " + refused.problem().code());
            };
        };
    }
}
