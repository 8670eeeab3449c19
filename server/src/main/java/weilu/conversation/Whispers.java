package weilu.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.message.ReadMessages;
import weilu.protocol.About;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Topic;
import weilu.protocol.ErrorCode;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.room.Membership;
import weilu.room.OpenDirect;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** 悄悄话: what a member asks an agent about a room so that nobody else of it learns of it (CV4 to CV6). */
public final class Whispers {
    public static final int LISTED_MAX = 50;
    static final int QUOTE_CHARACTERS_MAX = 120;

    private final Db db;
    private final RoomAccess access;
    private final RoomLog log;
    private final OpenDirect directs;
    private final PostMessage posts;
    private final ReadMessages messages;
    private final WhisperStore store = new WhisperStore();

    public Whispers(
            Db db, RoomAccess access, RoomLog log, OpenDirect directs, PostMessage posts, ReadMessages messages) {
        this.db = db;
        this.access = access;
        this.log = log;
        this.directs = directs;
        this.posts = posts;
        this.messages = messages;
    }

    /**
     * A question on the side, and what came of it.
     *
     * @param room the direct room both lie in
     * @param agent who is asked, by name
     * @param about the position of the room's log at which it was asked
     * @param answer null while there is none
     */
    public record Whisper(RoomId room, String agent, Seq about, MessageView question, MessageView answer) {}

    /** Where a whisper was put. */
    public record Asked(RoomId room, Seq seq, Seq about) {}

    /** Asks an agent of the room on the side. The question goes to the direct room of the two, never into the room. */
    public Asked ask(
            RoomId room, AccountId asker, MemberId agent, ClientMessageId id, String body, List<AttachmentId> files) {
        Draft draft = db.inTransaction(tx -> {
            RoomId direct = place(tx, room, asker, agent);
            About about = store.asked(tx, direct, asker, id).orElseGet(() -> new About(room, log.head(tx, room)));
            return new Draft(direct, asker, id, body, null, List.of(), files, 0, null, about);
        });
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> new Asked(draft.room(), posted.seq(), draft.about().seq());
            case PostOutcome.AlreadyPosted posted -> new Asked(draft.room(), posted.seq(), draft.about().seq());
            case PostOutcome.Refused refused -> throw new Refusal(refused.problem());
        };
    }

    /** The room of the two, in which whispers about this room lie: files that one shall carry are uploaded there. */
    public RoomId place(RoomId room, AccountId asker, MemberId agent) {
        return db.inTransaction(tx -> place(tx, room, asker, agent));
    }

    private RoomId place(Tx tx, RoomId room, AccountId asker, MemberId agent) {
        if (access.require(tx, room, asker).roomKind() == RoomView.Kind.DIRECT) {
            throw Refusal.of(ErrorCode.CONFLICT, "a direct room hears nothing but the two of you anyway");
        }
        AccountId account = store.agent(tx, room, agent).orElseThrow(() ->
                Refusal.field(ErrorCode.NOT_FOUND, "agent", "there is no such agent in this room"));
        return directs.whispers(tx, asker, account, title(store.language(tx, asker)));
    }

    /** One's own whispers about the room, the last ones, oldest first; cited messages with their words as they stand now. */
    public List<Whisper> read(Tx tx, Membership membership) {
        List<WhisperStore.Row> rows = store.last(tx, membership.room(), membership.account(), 2 * LISTED_MAX);
        Map<RoomId, Map<Seq, MessageView>> views = new HashMap<>();
        rows.stream().collect(Collectors.groupingBy(WhisperStore.Row::room)).forEach((room, inRoom) ->
                views.put(room, messages.findAll(tx, room, inRoom.stream().map(WhisperStore.Row::seq).toList()).stream()
                        .collect(Collectors.toMap(MessageView::seq, view -> view))));
        List<MessageView> all = views.values().stream().flatMap(byId -> byId.values().stream()).toList();
        Map<Seq, MessageView> cited = cited(tx, membership.room(), all);
        List<Whisper> whispers = new ArrayList<>();
        for (WhisperStore.Row row : rows) {
            MessageView question = views.get(row.room()).get(row.seq());
            if (question == null || question.answer() != null || question.recalledBy() != null) {
                continue;
            }
            MessageView answer = views.get(row.room()).values().stream()
                    .filter(view -> view.answer() != null && question.seq().equals(view.quote()))
                    .max((one, other) -> one.seq().compareTo(other.seq())).orElse(null);
            whispers.add(new Whisper(row.room(), row.agent(), row.about(), question,
                    answer == null ? null : filled(answer, cited)));
        }
        return whispers;
    }

    private Map<Seq, MessageView> cited(Tx tx, RoomId room, List<MessageView> views) {
        Set<Seq> seqs = new HashSet<>();
        views.stream().map(MessageView::answer).filter(answer -> answer != null)
                .forEach(answer -> answer.topics().forEach(topic -> topic.citations().forEach(one -> seqs.add(one.message()))));
        return messages.findAll(tx, room, seqs).stream().filter(view -> view.recalledBy() == null && !view.body().isBlank())
                .collect(Collectors.toMap(MessageView::seq, view -> view));
    }

    private static MessageView filled(MessageView view, Map<Seq, MessageView> cited) {
        Answer answer = view.answer();
        List<Topic> topics = answer.topics().stream().map(topic -> new Topic(topic.title(), topic.citations().stream()
                        .filter(one -> cited.containsKey(one.message()))
                        .map(one -> new Citation(one.message(), one.author(), one.name(), one.at(),
                                cut(cited.get(one.message()).body())))
                        .toList()))
                .filter(topic -> !topic.citations().isEmpty()).toList();
        return view.withAnswer(answer.withTopics(topics));
    }

    private static String cut(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= QUOTE_CHARACTERS_MAX ? line
                : line.substring(0, line.offsetByCodePoints(0, QUOTE_CHARACTERS_MAX)) + "…";
    }

    private static String title(String language) {
        return language.startsWith("zh") ? "悄悄话" : "Whispers";
    }
}
