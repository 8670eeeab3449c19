package weilu.turn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import weilu.agent.AgentDefinition;
import weilu.conversation.Choice;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.AskPurpose;
import weilu.gateway.AskRefusal;
import weilu.gateway.ExampleRouter.Decision;
import weilu.gateway.ModelAsk;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Prompt;
import weilu.gateway.PromptFor;
import weilu.gateway.Reach;
import weilu.gateway.StopSignal;
import weilu.id.MemberId;
import weilu.id.ModelId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Attachments;
import weilu.message.MessagePage;
import weilu.message.ReadMessages;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Kind;
import weilu.protocol.Answer.Note;
import weilu.protocol.Answer.Topic;
import weilu.protocol.MessageView;
import weilu.tool.ToolWords;
import weilu.tool.Tools.Toolset;

/** The engine that needs a provider: prose by a model over quotes of the room, with the same citations. */
final class ModelAnswers {
    static final int QUOTES_MAX = 200;
    static final int QUOTES_CHARACTERS_MAX = 24_000;
    static final int NEIGHBOURS = 2;
    static final int RECENT_MAX = 8;

    private final Db db;
    private final ModelGateway gateway;
    private final ReadMessages messages;
    private final ToolLoop loop;
    private final Recall recall;
    private final PassOn passOn;
    private final Attachments attachments;
    private final FewAtOnce lookUps;
    private final PromptPages pages = new PromptPages();
    private final RoundTables tables = new RoundTables();

    ModelAnswers(Db db, ModelGateway gateway, ReadMessages messages, ToolLoop loop, Recall recall,
            Attachments attachments, PassOn passOn, FewAtOnce lookUps) {
        this.lookUps = lookUps;
        this.passOn = passOn;
        this.attachments = attachments;
        this.loop = loop;
        this.db = db;
        this.gateway = gateway;
        this.messages = messages;
        this.recall = recall;
    }

    boolean isThere(Tx tx) {
        return gateway.isConfigured(tx);
    }

    /** Whether a model is there to answer such a wish, and may be asked. */
    boolean maySpeak(TurnContext context) {
        return !(context.intent() instanceof Intent.Help || context.intent() instanceof Intent.Remember) && context.hasModel()
                && context.consent().letsAsk(context.asker().member(), Reach.LOCAL);
    }

    /** Whether a model answers that can choose whom to pass the question on to. */
    boolean mayChoose(TurnContext context) {
        ModelId wanted = context.choice().model() == null ? context.profile().definition().model() : context.choice().model();
        return maySpeak(context) && gateway.usesTools(wanted);
    }

    /** Whether a model shall speak now: nothing needs no summary. */
    boolean wants(TurnContext context, Extracts.Extract extract) {
        boolean nothing = extract.stretch() != null && extract.reply().answer().topics().isEmpty();
        return !nothing && maySpeak(context);
    }

    /** Asks a model; {@code out} hears its words and thoughts on their way. The extract stands in when the provider fails. */
    Reply answer(TurnContext context, Extracts.Extract extract, StopSignal stop, ModelListener out) {
        return ask(context, extract, stop, out).orElseGet(() -> extract.reply().with(Note.PROVIDER_FAILED));
    }

    private Optional<Reply> ask(TurnContext context, Extracts.Extract extract, StopSignal stop, ModelListener out) {
        Toolset tools = extract.stretch() == null ? loop.toolset(context) : Toolset.NONE;
        if (!tools.missing().isEmpty()) {
            return Optional.of(missing(context, extract, tools));
        }
        ToolMarks marks = loop.marks(tools);
        AttachedFiles files = new AttachedFiles(attachments);
        Asked asked = new Asked(model -> lookUps.run(() -> db.inTransaction(
                        tx -> question(tx, context, extract, marks, model, files)))
                .map(one -> one.with(files.into(one.prompt(), context, one.shown()))), out::words);
        ThinkingAloud hearing = new ThinkingAloud(asked::hear, out::thinking);
        ModelAsk usual = asking(context, asked);
        Optional<Decision.Routed<ModelId>> routed = usual.model() == null ? gateway.route(asking(context)) : Optional.empty();
        ModelAsk ask = routed.map(route -> usual.of(route.target())).orElse(usual);
        ToolLoop.Spoken spoken = loop.speak(context, tools, marks, reason(context, extract), ask, asked, hearing, stop);
        Optional<Reply> reply = switch (spoken.outcome()) {
            case ModelOutcome.Completed done -> Optional.of(
                    reply(context, extract, asked, done.model(), done.cutShort() ? Note.CUT_SHORT : null)
                            .thinking(hearing.thoughts()).routed(why(routed, done.model())));
            case ModelOutcome.Stopped stopped -> Optional.of(
                    asked.question() == null ? extract.reply().with(Note.STOPPED)
                            : reply(context, extract, asked, stopped.model(), Note.STOPPED).thinking(hearing.thoughts()));
            case ModelOutcome.Refused refused -> Optional.of(refused(extract, refused.why()));
            case ModelOutcome.Failed _ when spoken.calls().isEmpty() -> Optional.empty();
            case ModelOutcome.Failed _ -> Optional.of(extract.reply().with(Note.PROVIDER_FAILED));
        };
        return reply.map(one -> spoken.waits() && asked.end().words().isBlank()
                        ? one.saying(ToolWords.of(context.language()).waits()) : one)
                .map(one -> spoken.passedTo() == null ? one : passedOn(context, one, asked, spoken.passedTo()))
                .map(one -> one.with(spoken.calls(), spoken.files())).map(one -> one.within(spoken.reach()));
    }

    /** Whatever it said before, the question goes on. */
    private Reply passedOn(TurnContext context, Reply reply, Asked asked, MemberId agent) {
        return passOn.to(context, agent, asked.end().words().isBlank() ? reply.saying("") : reply);
    }

    /** What is asked, without the agent's name. */
    private static String asking(TurnContext context) {
        return ReadIntent.plain(context.trigger().body(), context.agentName());
    }

    /** Said only of the model that was chosen: when another spoke in its place, there is no such reason. */
    private Answer.Route why(Optional<Decision.Routed<ModelId>> routed, String speaker) {
        return routed.filter(route -> gateway.spoke(route.target(), speaker))
                .map(route -> new Answer.Route(route.label(), route.example())).orElse(null);
    }

    /** Without what it is meant to have it does not play that it has it (TL9). */
    private static Reply missing(TurnContext context, Extracts.Extract extract, Toolset tools) {
        String line = ToolWords.of(context.language()).missing(tools.missing());
        return extract.reply().saying(line + "\n" + extract.reply().body()).with(Note.TOOL_MISSING);
    }

    /** What this turn was asked for goes first, then what was chosen for this conversation, then what the agent is built with. */
    private static ModelAsk asking(TurnContext context, PromptFor prompts) {
        AgentDefinition agent = context.profile().definition();
        Choice choice = context.choice();
        ModelId usual = choice.model() == null ? agent.model() : choice.model();
        ModelId wanted = context.turn().model();
        return new ModelAsk(prompts, wanted == null ? usual : wanted, agent.temperature(),
                choice.thinking() || agent.thinking(), List.of(), false, AttachedFiles.hasPictures(context.showing()));
    }

    private static OutboundLedger.Reason reason(TurnContext context, Extracts.Extract extract) {
        return new OutboundLedger.Reason(context.roomId(), context.turn().id(), context.asker().member(),
                context.asker().account(), context.agent(),
                extract.stretch() == null ? AskPurpose.ANSWER : AskPurpose.SUMMARY,
                context.turn().chainId());
    }

    /** The extract stands in, and says why. */
    private static Reply refused(Extracts.Extract extract, AskRefusal why) {
        return switch (why) {
            case AskRefusal.QuotaUsedUp usedUp -> extract.reply().with(usedUp.quota());
            case AskRefusal.NotAllowedSoFar _ -> extract.reply().with(Note.NOT_ALLOWED);
            case AskRefusal.TrainsOnData _ -> extract.reply().with(Note.NO_STORE);
        };
    }

    /** The one place where a prompt is made of words of a room: filtered by consent first, and none at all without it. */
    private Optional<Asked.Question> question(Tx tx, TurnContext context, Extracts.Extract extract, ToolMarks marks,
            Reach model, AttachedFiles files) {
        Consent consent = Consent.read(tx, context.roomId());
        MemberId asker = context.asker().member();
        boolean letsAll = context.also().stream().map(AskedTogether.Also::message)
                .allMatch(one -> consent.letsAsk(one.author(), model) && consent.lets(one, model));
        if (!letsAll || !consent.letsAsk(asker, model) || !consent.lets(context.trigger(), model)) {
            return Optional.empty();
        }
        Predicate<MessageView> lets = view -> consent.lets(view, model);
        if (extract.stretch() != null) {
            List<Quoted> quotes = inStretch(tx, context, extract, lets);
            Reach reach = consent.reach(asker, given(context, quotes));
            return Optional.of(new Asked.Question(pages.summary(context, quotes, reach), quotes));
        }
        if (context.isConversation()) {
            return Optional.of(remembering(tx, context, conversation(tx, context, extract, consent, model, marks))
                    .showing(files.find(tx, context.roomId(), context.showing().stream().filter(lets).toList())));
        }
        if (context.turn().reason() == TriggerRule.CONCLUSION) {
            List<Quoted> answers = tables.answers(tx, messages, context, lets);
            return answers.isEmpty() ? Optional.empty() : Optional.of(new Asked.Question(
                    pages.conclusion(context, answers, consent.reach(asker, given(context, answers))), answers));
        }
        List<Quoted> recent = recent(tx, context, lets);
        List<Quoted> quotes = context.intent() instanceof Intent.Ask ? fitting(tx, context, extract, lets) : List.of();
        List<MessageView> showing = context.showing().stream().filter(lets).toList();
        Reach reach = consent.reach(asker, given(context, recent, quotes)).and(consent.reach(asker, showing));
        Prompt prompt = pages.withTools(pages.question(context, quotes, recent, reach), context, marks);
        return Optional.of(remembering(tx, context, new Asked.Question(prompt, quotes))
                .showing(files.find(tx, context.turn().room(), showing)));
    }

    /** The messages a prompt is made of. */
    @SafeVarargs
    private static List<MessageView> given(TurnContext context, List<Quoted>... quotes) {
        Stream<MessageView> asks = Stream.concat(
                Stream.of(context.trigger()), context.also().stream().map(AskedTogether.Also::message));
        return Stream.concat(asks, Stream.of(quotes).flatMap(List::stream).map(Quoted::message)).toList();
    }

    /** The same with what is remembered, right below our own page. */
    private Asked.Question remembering(Tx tx, TurnContext context, Asked.Question question) {
        Recall.Remembered remembered = recall.of(tx, context);
        return new Asked.Question(pages.remembering(context, question.prompt(), remembered), question.quotes(),
                question.shown(), recall.showsMine(context, remembered));
    }

    /** The whole conversation as far as it fits; what is older is looked up by the question. */
    private Asked.Question conversation(
            Tx tx, TurnContext context, Extracts.Extract extract, Consent consent, Reach model, ToolMarks marks) {
        MessagePage earlier = messages.before(tx, context.roomId(), context.turn().trigger(), Dialogue.MESSAGES_MAX);
        Predicate<MessageView> lets = view -> consent.lets(view, model);
        List<MessageView> allowed = earlier.messages().stream().filter(lets).toList();
        Dialogue dialogue = Dialogue.of(allowed, earlier.hasEarlier());
        List<Quoted> older = dialogue.reachesBeginning() ? List.of() : fitting(tx, context, extract, lets).stream()
                .filter(quote -> quote.message().about() == null)
                .filter(quote -> dialogue.first(context.turn().trigger()).isAfter(quote.message().seq())).toList();
        Reach reach = consent.reach(context.asker().member(),
                Stream.concat(given(context, older).stream(), allowed.stream()).toList());
        return new Asked.Question(
                pages.withTools(pages.conversation(context, older, dialogue, reach), context, marks), older);
    }

    /** Key messages first, then the newest, as many as fit; in the order they were said. */
    private List<Quoted> inStretch(Tx tx, TurnContext context, Extracts.Extract extract, Predicate<MessageView> lets) {
        Stretch stretch = extract.stretch();
        List<MessageView> newest = new ArrayList<>(
                messages.before(tx, context.roomId(), stretch.upTo().next(), QUOTES_MAX).messages().reversed());
        newest.removeIf(view -> !view.seq().isAfter(stretch.after()) || !stretch.holds(view.at()));
        Map<Seq, MessageView> chosen = new LinkedHashMap<>();
        messages.findAll(tx, context.roomId(), citedSeqs(extract)).forEach(view -> chosen.put(view.seq(), view));
        newest.forEach(view -> chosen.putIfAbsent(view.seq(), view));
        List<MessageView> allowed = chosen.values().stream().filter(lets).toList();
        return fit(Quoting.named(tx, messages, context.roomId(), allowed));
    }

    /** The messages that fit the question, what was said right before and after them, and the one that is quoted. */
    private List<Quoted> fitting(Tx tx, TurnContext context, Extracts.Extract extract, Predicate<MessageView> lets) {
        RoomId room = context.roomId();
        Set<Seq> seqs = new LinkedHashSet<>();
        if (context.quote() != null) {
            seqs.add(context.quote());
        }
        context.also().stream().map(one -> one.message().quote()).filter(Objects::nonNull).forEach(seqs::add);
        messages.near(tx, room, citedSeqs(extract), NEIGHBOURS).stream().filter(seq -> !seq.isAfter(context.before()))
                .forEach(seqs::add);
        List<MessageView> allowed = messages.findAll(tx, room, seqs).stream().filter(lets).toList();
        return fit(Quoting.named(tx, messages, room, allowed));
    }

    private List<Quoted> recent(Tx tx, TurnContext context, Predicate<MessageView> lets) {
        List<MessageView> last = messages.before(tx, context.roomId(), context.before().next(), RECENT_MAX).messages()
                .stream().filter(view -> view.about() == null).filter(lets).toList();
        return Quoting.conversation(tx, messages, context.roomId(), last);
    }

    private static Set<Seq> citedSeqs(Extracts.Extract extract) {
        Set<Seq> seqs = new HashSet<>();
        extract.reply().answer().topics().forEach(topic -> topic.citations().forEach(one -> seqs.add(one.message())));
        return seqs;
    }

    private static List<Quoted> fit(List<Quoted> wanted) {
        List<Quoted> kept = new ArrayList<>();
        int characters = 0;
        for (Quoted quote : wanted) {
            characters += Math.min(quote.message().body().length(), PromptPages.MESSAGE_CHARACTERS_MAX);
            if (characters > QUOTES_CHARACTERS_MAX || kept.size() == QUOTES_MAX) {
                break;
            }
            kept.add(quote);
        }
        kept.sort(Comparator.comparing(quote -> quote.message().seq()));
        return kept;
    }

    private Reply reply(
            TurnContext context, Extracts.Extract extract, Asked asked, String model, Note note) {
        Asked.Said said = asked.end();
        Asked.Question question = asked.question();
        List<Citation> cited = said.cited();
        List<Topic> topics = cited.isEmpty() ? List.of() : List.of(new Topic("", cited));
        Kind kind = kind(context, said);
        String body = said.words();
        if (kind == Kind.NOT_FOUND && body.isEmpty()) {
            body = context.words().found(0);
        }
        if (body.isEmpty()) {
            body = context.words().stopped();
        }
        if (kind == Kind.SUMMARY && cited.isEmpty()) {
            topics = extract.reply().answer().topics();
        }
        return new Reply(body, new Answer(context.turn().id(), kind, Engine.MODEL, model,
                note == null ? ownNote(question, model) : note, topics));
    }

    private Note ownNote(Asked.Question question, String model) {
        boolean unseen = question.prompt().parts().stream().anyMatch(part -> !part.pictures().isEmpty())
                && gateway.isBlind(model);
        return unseen ? Note.PICTURES_UNSEEN : question.showsMemory() ? Note.PRIVATE_MEMORY : null;
    }

    private static Kind kind(TurnContext context, Asked.Said said) {
        if (context.turn().reason() == TriggerRule.CONCLUSION || context.intent() instanceof Intent.Summarise
                || context.intent() instanceof Intent.SummariseAround) {
            return Kind.SUMMARY;
        }
        if (said.notFound()) {
            return Kind.NOT_FOUND;
        }
        return said.cited().isEmpty() ? Kind.CHAT : Kind.FOUND;
    }
}
