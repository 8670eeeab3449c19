package weilu.turn;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weilu.agent.AgentProfile;
import weilu.agent.AgentWords;
import weilu.agent.Agents;
import weilu.agent.Passage;
import weilu.conversation.Choice;
import weilu.conversation.Conversations;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;
import weilu.protocol.RoomView;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomStore;

/** Reads what a turn is about, in one transaction: as its asker may read it now, and nothing if they may not any more. */
final class BeginTurn {
    private final RoomAccess access;
    private final RoomStore rooms;
    private final ReadMessages messages;
    private final Agents profiles;
    private final ModelAnswers models;
    private final Conversations conversations;
    private final Greetings greetings;
    private final Clock clock;
    private final TriggerStore agents = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final AskedTogether together = new AskedTogether();

    /** What a turn begins with: a context, or an end right away. */
    sealed interface Beginning {
        record Ready(TurnContext context) implements Beginning {}

        record Over(TurnEnd end) implements Beginning {}

        /** Said as it stands, to people who came in. */
        record Greets(Draft draft) implements Beginning {}

        /** The room a whisper is about is closed to its asker. */
        record Shut(Turn turn, AccountId agent, MessageView trigger, AgentWords words) implements Beginning {}
    }

    BeginTurn(
            RoomAccess access, RoomStore rooms, ReadMessages messages, Agents profiles, ModelAnswers models,
            Conversations conversations, Greetings greetings, Clock clock) {
        this.access = access;
        this.rooms = rooms;
        this.messages = messages;
        this.profiles = profiles;
        this.models = models;
        this.conversations = conversations;
        this.greetings = greetings;
        this.clock = clock;
    }

    Beginning begin(Tx tx, Turn made) {
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
        Optional<MessageView> question = PassOn.question(tx, messages, turn.room(), turn.agent(), trigger.get())
                .filter(view -> view.recalledBy() == null);
        if (question.isEmpty()) {
            return new Beginning.Over(TurnEnd.TRIGGER_GONE);
        }
        AskedTogether.Asks about = question.get().seq().equals(trigger.get().seq()) ? asks
                : new AskedTogether.Asks(turn.answering(question.get().seq(), turn.asker()), asks.also());
        return new Beginning.Ready(context(tx, about, agent, asker.get(), reader.get(), question.get()));
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
        boolean isConversation = room.kind() == RoomView.Kind.DIRECT;
        boolean hasModel = models.isThere(tx);
        Intent intent = ReadIntent.of(trigger.body(), quote, agent.name(), now.toLocalDate());
        if (trigger.brought() != null) {
            // Another's words ask for nothing to be done or remembered: they are what is asked about.
            intent = new Intent.Ask(ReadIntent.plain(trigger.body(), agent.name()));
        }
        if (isConversation && hasModel && !(intent instanceof Intent.Help)
                && !(intent instanceof Intent.Remember)) {
            intent = new Intent.Ask(ReadIntent.plain(trigger.body(), agent.name()));
        }
        List<MessageView> showing = AttachedFiles.messages(
                tx, messages, turn.room(), trigger, isConversation);
        if (!showing.isEmpty() && hasModel && isAboutFiles(intent, trigger, agent.name())) {
            intent = new Intent.Ask(ReadIntent.plain(trigger.body(), agent.name()));
        }
        AgentWords words = AgentWords.answering(ReadIntent.plain(trigger.body(), agent.name()), asker.language());
        String from = trigger.author().equals(asker.member()) ? asker.name()
                : agents.asker(tx, trigger.author()).map(Asker::name).orElse("?");
        return new TurnContext(turn, profile, passages, room, asker, reader, trigger, intent, words, now,
                from, trigger.about() != null ? List.of() : agents.inRooms(tx, List.of(turn.room())),
                Consent.read(tx, reader.room()), showing, asks.also(),
                isConversation || trigger.about() != null ? conversations.choice(tx, turn.room()) : Choice.AUTOMATIC, hasModel);
    }

    /** "Sum this up" beside a file is about the file; so is nothing but a file. */
    private static boolean isAboutFiles(Intent intent, MessageView trigger, String agent) {
        return intent instanceof Intent.Summarise || intent instanceof Intent.SummariseAround
                || intent instanceof Intent.Help && ReadIntent.plain(trigger.body(), agent).isBlank();
    }
}
