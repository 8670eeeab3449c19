package weilu.turn;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import weilu.agent.AgentProfile;
import weilu.agent.AgentWords;
import weilu.agent.Agents;
import weilu.agent.Passage;
import weilu.conversation.Conversations;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.knowledge.QuestionTitle;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.message.ReadMessages;
import weilu.protocol.Answer;
import weilu.protocol.MessageView;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame.TurnEnded;
import weilu.protocol.ServerFrame.TurnStarted;
import weilu.room.LiveFrames;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomStore;
import weilu.tool.PostToolFiles;

/** Runs one turn from its trigger to its reply. It may run again after a crash; the reply is posted once. */
final class TurnRunner {
    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final ReadMessages messages;
    private final PostMessage posts;
    private final LiveFrames live;
    private final Agents profiles;
    private final Extracts extracts;
    private final ModelAnswers models;
    private final Conversations conversations;
    private final CallFollowUps followUps;
    private final Greetings greetings;
    private final PostToolFiles files;
    private final Clock clock;
    private final DeltaPace pace = new DeltaPace();
    /** Looking things up takes a processor: what is on its way already goes first. */
    private final Semaphore lookingUp = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final TriggerStore agents = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final AskedTogether together = new AskedTogether();

    /** What a turn begins with: a context, or an end right away. */
    private sealed interface Beginning {
        record Ready(TurnContext context) implements Beginning {}

        record Over(TurnEnd end) implements Beginning {}

        /** Said as it stands, to people who came in. */
        record Greets(Draft draft) implements Beginning {}

        /** The room a whisper is about is closed to its asker. */
        record Shut(Turn turn, AccountId agent, MessageView trigger, AgentWords words) implements Beginning {}
    }

    TurnRunner(
            Db db, RoomAccess access, RoomStore rooms, ReadMessages messages, PostMessage posts, LiveFrames live,
            Agents profiles, Extracts extracts, ModelAnswers models, Conversations conversations, CallFollowUps followUps,
            Greetings greetings, PostToolFiles files, Clock clock) {
        this.greetings = greetings;
        this.followUps = followUps;
        this.files = files;
        this.db = db;
        this.access = access;
        this.rooms = rooms;
        this.messages = messages;
        this.posts = posts;
        this.live = live;
        this.profiles = profiles;
        this.extracts = extracts;
        this.models = models;
        this.conversations = conversations;
        this.clock = clock;
    }

    /**
     * Blocks until the reply is posted, or there is none to post. Empty when the server is closing: a call that broke off
     * for that is no failure of the provider, and the next start takes the turn up. Throws when it should be tried again.
     */
    Optional<TurnEnd> run(Turn turn, StopSignal stop, BooleanSupplier closing) {
        return switch (db.inTransaction(tx -> begin(tx, turn))) {
            case Beginning.Over over -> Optional.of(over.end());
            case Beginning.Shut shut -> Optional.of(post(shut.turn(), shut.agent(), shut.trigger(), Reply.extract(
                    shut.turn().id(), Answer.Kind.NOT_FOUND, shut.words().outOfRoom(), List.of()), true, List.of()));
            case Beginning.Greets greets -> Optional.of(stop.isStopped() ? TurnEnd.STOPPED : post(turn, greets.draft()));
            case Beginning.Ready ready -> speak(ready.context(), stop, closing);
        };
    }

    /** Everything is read as the asker may read it now, and nothing if they may not any more. */
    private Beginning begin(Tx tx, Turn made) {
        if (turns.reply(tx, made).isPresent()) {
            return new Beginning.Over(TurnEnd.REPLIED);
        }
        Asker agent = agents.asker(tx, made.agent()).orElseThrow();
        AskedTogether.Asks asks = made.reason() == TriggerRule.JOINED ? new AskedTogether.Asks(made, List.of())
                : together.read(tx, made, agent.name(), messages, access);
        Turn turn = asks.turn();
        Optional<Asker> asker = agents.asker(tx, turn.asker());
        Optional<Membership> reader = asker.flatMap(one -> access.find(tx, turn.room(), one.account()));
        if (reader.isEmpty() && turn.reason() != TriggerRule.JOINED) {
            return new Beginning.Over(TurnEnd.ASKER_GONE);
        }
        Optional<Membership> membership = access.find(tx, turn.room(), agent.account());
        if (membership.isEmpty() || membership.get().archived() || membership.get().isMutedAt(clock.instant())) {
            return new Beginning.Over(TurnEnd.NOT_ALLOWED);
        }
        if (turn.reason() == TriggerRule.JOINED) {
            return greetings.draft(tx, turn, profiles.in(tx, turn.room(), agent.account()),
                            rooms.findRoom(tx, turn.room()).orElseThrow())
                    .<Beginning>map(Beginning.Greets::new).orElse(new Beginning.Over(TurnEnd.ASKER_GONE));
        }
        Optional<MessageView> trigger = turn.isScheduled() ? Optional.of(wish(tx, turn))
                : messages.find(tx, turn.room(), turn.trigger());
        if (trigger.isEmpty() || trigger.get().recalledBy() != null) {
            return new Beginning.Over(TurnEnd.TRIGGER_GONE);
        }
        if (trigger.get().about() != null) {
            return whisper(tx, turn, agent, asker.get(), trigger.get());
        }
        return new Beginning.Ready(context(tx, asks, agent, asker.get(), reader.get(), trigger.get()));
    }

    /** Stands for the message that nobody wrote. */
    private MessageView wish(Tx tx, Turn turn) {
        return new MessageView(turn.trigger(), turn.madeAt(), turn.asker(), turn.clientMessageId(), turns.wish(tx, turn.id()),
                null, List.of(), List.of(), null, 0, null, null, null, false, List.of());
    }

    /** Reads the room it is about, as the asker's member there; who is out of it, or whose agent is, learns nothing more. */
    private Beginning whisper(Tx tx, Turn turn, Asker agent, Asker asker, MessageView trigger) {
        RoomId about = trigger.about().room();
        Optional<Membership> reader = access.find(tx, about, asker.account());
        if (reader.isEmpty() || access.find(tx, about, agent.account()).isEmpty()) {
            return new Beginning.Shut(turn, agent.account(), trigger,
                    AgentWords.answering(ReadIntent.plain(trigger.body(), agent.name()), asker.language()));
        }
        Asker there = agents.asker(tx, reader.get().member()).orElseThrow();
        return new Beginning.Ready(context(
                tx, new AskedTogether.Asks(turn, List.of()), agent, there, reader.get(), trigger));
    }

    private TurnContext context(
            Tx tx, AskedTogether.Asks asks, Asker agent, Asker asker, Membership reader, MessageView trigger) {
        Turn turn = asks.turn();
        RoomView room = rooms.findRoom(tx, reader.room()).orElseThrow();
        AgentProfile profile = profiles.in(tx, reader.room(), agent.account());
        if (trigger.about() != null) {
            profile = profile.withoutTools();
        }
        List<Passage> passages = new ArrayList<>(
                profiles.passages(tx, profile, ReadIntent.plain(trigger.body(), agent.name())));
        for (AskedTogether.Also one : asks.also()) {
            profiles.passages(tx, profile, one.question()).stream().filter(found -> !passages.contains(found))
                    .forEach(passages::add);
        }
        ZonedDateTime now = clock.instant().atZone(asker.zone());
        Seq quote = trigger.about() == null ? trigger.quote() : null;
        Intent intent = ReadIntent.of(trigger.body(), quote, agent.name(), now.toLocalDate());
        if (room.kind() == RoomView.Kind.DIRECT && models.isThere() && !(intent instanceof Intent.Help)
                && !(intent instanceof Intent.Remember)) {
            intent = new Intent.Ask(ReadIntent.plain(trigger.body(), agent.name()));
        }
        List<MessageView> showing = AttachedFiles.messages(
                tx, messages, turn.room(), trigger, room.kind() == RoomView.Kind.DIRECT);
        if (!showing.isEmpty() && models.isThere() && isAboutFiles(intent, trigger, agent.name())) {
            intent = new Intent.Ask(ReadIntent.plain(trigger.body(), agent.name()));
        }
        AgentWords words = AgentWords.answering(ReadIntent.plain(trigger.body(), agent.name()), asker.language());
        String from = trigger.author().equals(asker.member()) ? asker.name()
                : agents.asker(tx, trigger.author()).map(Asker::name).orElse("?");
        return new TurnContext(turn, profile, passages, room, asker, reader, trigger, intent, words, now,
                from, trigger.about() != null ? List.of() : agents.inRooms(tx, List.of(turn.room())),
                Consent.read(tx, reader.room()), showing, asks.also(), conversations.choice(tx, turn.room()));
    }

    /** "Sum this up" beside a file is about the file; so is nothing but a file. */
    private static boolean isAboutFiles(Intent intent, MessageView trigger, String agent) {
        return intent instanceof Intent.Summarise || intent instanceof Intent.SummariseAround
                || intent instanceof Intent.Help && ReadIntent.plain(trigger.body(), agent).isBlank();
    }

    private Optional<TurnEnd> speak(TurnContext context, StopSignal stop, BooleanSupplier closing) {
        Turn turn = context.turn();
        boolean stoppable = models.maySpeak(context);
        findTitle(context);
        live.toRoom(turn.room(), new TurnStarted(turn.room(), turn.id(), turn.agent(), turn.trigger(), stoppable));
        try {
            Reply reply = reply(context, stop);
            return closing.getAsBoolean() ? Optional.empty() : Optional.of(post(context, reply));
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

    private Extracts.Extract extract(TurnContext context) {
        lookingUp.acquireUninterruptibly();
        try {
            return extracts.answer(context);
        } finally {
            lookingUp.release();
        }
    }

    private Reply reply(TurnContext context, StopSignal stop) {
        if (context.turn().reason() == TriggerRule.TOOL_DONE) {
            try (DeltaFrames deltas = new DeltaFrames(context.turn(), pace, frame -> live.toRoom(context.roomId(), frame))) {
                return followUps.reply(context, stop, deltas);
            }
        }
        Extracts.Extract extract = extract(context);
        if (!models.wants(context, extract)) {
            return extract.reply();
        }
        try (DeltaFrames deltas = new DeltaFrames(context.turn(), pace, frame -> live.toRoom(context.turn().room(), frame))) {
            return models.answer(context, extract, stop, deltas);
        }
    }

    /** The agents a model names: found by us among those of the room, never taken from its words. */
    private static List<MemberId> handedTo(TurnContext context, Reply reply) {
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

    private TurnEnd post(TurnContext context, Reply reply) {
        List<MemberId> mentions = Stream.concat(handedTo(context, reply).stream(),
                        context.also().stream().map(one -> one.from().member()))
                .filter(one -> !one.equals(context.asker().member())).distinct().toList();
        return post(context.turn(), context.agent(), context.trigger(), reply.also(context.also()),
                !context.isConversation() && !context.turn().isScheduled(), mentions);
    }

    private TurnEnd post(
            Turn turn, AccountId agent, MessageView trigger, Reply reply, boolean quotes, List<MemberId> handedTo) {
        Seq quote = quotes ? turn.trigger() : null;
        Answer shown = trigger.about() != null ? reply.placesOnly() : reply.answer();
        Draft draft = new Draft(turn.room(), agent, turn.clientMessageId(), reply.body(), quote, handedTo,
                files.all(turn.room(), agent, reply.kept(), reply.files()), turn.hops(),
                standing(turn, shown), trigger.about(), null);
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
