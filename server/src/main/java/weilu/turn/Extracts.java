package weilu.turn;

import java.util.ArrayList;
import java.util.List;
import weilu.db.Db;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Kind;
import weilu.protocol.Answer.Topic;
import weilu.protocol.MessageView;

/** The engine that is always there: it quotes the room and writes nothing but a line of its own over the quotes. */
final class Extracts {
    static final int NEIGHBOURS = 20;
    static final int PASSAGES_QUOTED_MAX = 3;

    private final Db db;
    private final RoomKnowledge knowledge;
    private final ReadMessages messages;
    private final Recall recall;
    private final FindStretch stretches = new FindStretch();
    private final RoundTables tables = new RoundTables();

    Extracts(Db db, RoomKnowledge knowledge, ReadMessages messages, Recall recall) {
        this.db = db;
        this.knowledge = knowledge;
        this.messages = messages;
        this.recall = recall;
    }

    /**
     * What the room says to an intent.
     *
     * @param stretch the part of the log it is about; null for a question, which is about all of it
     */
    record Extract(Reply reply, Stretch stretch) {}

    Extract answer(TurnContext context) {
        if (context.turn().reason() == TriggerRule.CONCLUSION) {
            List<Quoted> answers = db.inTransaction(tx -> tables.answers(tx, messages, context, null));
            List<Topic> topics = answers.isEmpty() ? List.of()
                    : List.of(new Topic("", answers.stream().map(Quoted::citation).toList()));
            return new Extract(Reply.extract(
                    context.turn().id(), Kind.SUMMARY, context.words().roundTable(answers.size()), topics), null);
        }
        if (context.turn().isScheduled() && !(context.intent() instanceof Intent.Summarise)) {
            return new Extract(Reply.extract(
                    context.turn().id(), Kind.GREETING, "⏰ " + context.trigger().body(), List.of()), null);
        }
        return switch (context.intent()) {
            case Intent.Summarise wish -> summary(context,
                    db.inTransaction(tx -> stretches.find(tx, context, wish.span())), null);
            case Intent.SummariseAround around -> summary(context, neighbourhood(context, around.message()), around.message());
            case Intent.Ask ask -> found(context, ask.question());
            case Intent.Remember wish -> new Extract(recall.remember(context, wish.what()), null);
            case Intent.Help _, Intent.SmallTalk _ -> new Extract(
                    Reply.extract(context.turn().id(), Kind.GREETING, ownLine(context), List.of()), null);
        };
    }

    /** Without a model an agent that somebody built has its greeting, and says that this is all. */
    private static String ownLine(TurnContext context) {
        String greeting = context.profile().definition().greeting();
        if (context.profile().host()) {
            return greeting.isEmpty() ? context.words().greeting(context.agentName()) : greeting;
        }
        return (greeting.isEmpty() ? "" : greeting + "\n\n") + context.words().noModel(context.agentName());
    }

    private Extract summary(TurnContext context, Stretch stretch, Seq always) {
        List<Topic> topics = knowledge.keyMessages(context.membership(), stretch.after(), stretch.upTo()).stream()
                .map(topic -> new Topic(topic.title(), topic.citations().stream().filter(stretch::holds).toList()))
                .filter(topic -> !topic.citations().isEmpty())
                .toList();
        if (always != null && topics.stream().flatMap(topic -> topic.citations().stream())
                .noneMatch(citation -> citation.message().equals(always))) {
            topics = withFirst(context, always, topics);
        }
        String line = context.words().keyMessages(topics.size());
        return new Extract(Reply.extract(context.turn().id(), Kind.SUMMARY, line, topics), stretch);
    }

    private Extract found(TurnContext context, String question) {
        List<Topic> topics = new ArrayList<>(knowledge.find(context.membership(), question, context.before()));
        context.also().forEach(one -> topics.addAll(titled(one.question(),
                knowledge.find(context.membership(), one.question(), context.before()))));
        int count = topics.stream().mapToInt(topic -> topic.citations().size()).sum();
        boolean nothing = count == 0 && context.passages().isEmpty();
        String body = context.passages().isEmpty() ? context.words().found(count) : quotingFiles(context, count);
        return new Extract(
                Reply.extract(context.turn().id(), nothing ? Kind.NOT_FOUND : Kind.FOUND, body, topics), null);
    }

    /** Under the question, so that each sees what was found for theirs. */
    private static List<Topic> titled(String question, List<Topic> topics) {
        return topics.stream().map(topic -> new Topic(question, topic.citations())).toList();
    }

    /** What the agent's own files say, word for word, each with where it stands. */
    private static String quotingFiles(TurnContext context, int count) {
        StringBuilder body = new StringBuilder(context.words().fromFiles());
        context.passages().stream().limit(PASSAGES_QUOTED_MAX).forEach(one ->
                body.append("\n\n> ").append(one.text().replaceAll("\\s*\\R\\s*", " ")).append('\n').append(one.source()));
        return count == 0 ? body.toString() : body.append("\n\n").append(context.words().found(count)).toString();
    }

    private Stretch neighbourhood(TurnContext context, Seq message) {
        List<MessageView> around = db.inTransaction(
                tx -> messages.around(tx, context.roomId(), message, NEIGHBOURS).messages());
        List<Seq> seqs = around.stream().map(MessageView::seq).filter(seq -> !seq.isAfter(context.before())).toList();
        return seqs.isEmpty() ? Stretch.between(context.before(), context.before())
                : Stretch.between(new Seq(seqs.getFirst().value() - 1), seqs.getLast());
    }

    /** The message that was asked about is quoted first, whatever the engine thinks of it. */
    private List<Topic> withFirst(TurnContext context, Seq message, List<Topic> topics) {
        return db.inTransaction(tx -> Quoting.of(tx, messages, context.roomId(), List.of(message))).stream().findFirst()
                .<List<Topic>>map(quote -> {
                    List<Citation> citations = List.of(quote.citation());
                    List<Topic> all = new ArrayList<>(List.of(new Topic("", citations)));
                    all.addAll(topics);
                    return all;
                }).orElse(topics);
    }
}
