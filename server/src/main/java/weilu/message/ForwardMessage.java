package weilu.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.Brought;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MessageView;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.room.ConsentStore;
import weilu.room.Membership;
import weilu.room.ModelConsent;
import weilu.room.RoomAccess;
import weilu.room.RoomLog.Place;
import weilu.room.RoomStore;

/** 转发: brings a message one may read into another of one's rooms, as oneself and marked as its author's (MS17, MS18). */
public final class ForwardMessage {
    private static final Pattern NUMBERS = Pattern.compile("\\s?\\[\\d{1,3}]");

    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final Attachments attachments;
    private final PostMessage posts;
    private final ReadMessages messages;
    private final ConsentStore consents = new ConsentStore();
    private final OriginStore origins = new OriginStore();

    public ForwardMessage(
            Db db, RoomAccess access, RoomStore rooms, Attachments attachments, PostMessage posts, ReadMessages messages) {
        this.db = db;
        this.access = access;
        this.rooms = rooms;
        this.attachments = attachments;
        this.posts = posts;
        this.messages = messages;
    }

    /**
     * What is to be forwarded.
     *
     * @param id the same in every try; the forwarder's words are posted under an id made of it
     * @param words what the forwarder says to it, or null
     */
    public record Wish(RoomId from, Seq message, RoomId into, ClientMessageId id, String words) {
        boolean says() {
            return words != null && !words.isBlank();
        }
    }

    /** Posts it, and after it the forwarder's own words, which quote it. Again under the same id it is the first result. */
    public Seq forward(AccountId person, Wish wish) {
        if (wish.says()) {
            BodyRules.check(wish.words(), false).ifPresent(problem -> {
                throw new Refusal(Problem.field(problem.code(), "words", problem.detail()));
            });
        }
        Seq seq = posted(posts.post(db.inTransaction(tx -> draft(tx, person, wish))));
        if (wish.says()) {
            ClientMessageId own = new ClientMessageId(UUID.nameUUIDFromBytes(
                    (wish.id() + " words").getBytes(StandardCharsets.UTF_8)));
            posted(posts.post(new Draft(wish.into(), person, own, wish.words().strip(), seq, List.of(), List.of(), 0, null)));
        }
        return seq;
    }

    private static Seq posted(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Posted posted -> posted.seq();
            case PostOutcome.AlreadyPosted posted -> posted.seq();
            case PostOutcome.Refused refused -> throw new Refusal(refused.problem());
        };
    }

    private Draft draft(Tx tx, AccountId person, Wish wish) {
        Membership target = access.require(tx, wish.into(), person);
        RoomView into = rooms.findRoom(tx, wish.into()).orElseThrow();
        if (wish.says() && into.slowModeSeconds() > 0 && !target.isAtLeast(Role.ADMIN)) {
            throw Refusal.field(ErrorCode.SLOW_MODE, "words", "the room is in slow mode: forward it without words of your own");
        }
        access.require(tx, wish.from(), person);
        RoomView from = rooms.findRoom(tx, wish.from()).orElseThrow();
        ConsentStore.RoomConsent rules = consents.ofRoom(tx, wish.from());
        if (from.staysHere() || rules.noStore()) {
            throw Refusal.of(ErrorCode.STAYS_HERE, "what is said in that room stays there");
        }
        MessageView view = messages.find(tx, wish.from(), wish.message()).filter(ForwardMessage::mayLeave).orElseThrow(
                () -> Refusal.field(ErrorCode.NOT_FOUND, "message", "there is no such message to forward in that room"));
        List<AttachmentId> files = attachments.copy(tx, wish.from(), view.attachments().stream().map(Attachment::id).toList(),
                wish.into(), person, wish.id());
        String body = view.answer() == null ? view.body() : NUMBERS.matcher(view.body()).replaceAll("");
        return new Draft(wish.into(), person, wish.id(), body, null, List.of(), files, 0, null)
                .from(brought(tx, view), origin(tx, wish, view));
    }

    /** Neither what was taken back, nor a whisper, nor what says nothing without its sources. */
    private static boolean mayLeave(MessageView view) {
        return view.recalledBy() == null && view.about() == null && (!view.body().isBlank() || !view.attachments().isEmpty());
    }

    private Brought brought(Tx tx, MessageView view) {
        if (view.brought() != null) {
            return view.brought();
        }
        if (view.importedAs() != null) {
            return new Brought(null, null, null, view.importedAs(), view.at());
        }
        MemberView author = rooms.member(tx, view.author());
        Answer answer = view.answer();
        Instant at = view.at();
        return author.kind() != MemberView.Kind.AGENT
                ? new Brought(null, null, null, author.displayName(), at)
                : new Brought(author.displayName(), answer == null ? null : answer.engine(),
                        answer == null ? null : answer.model(), author.displayName(), at);
    }

    /** Of what was forwarded before: where it was first said. */
    private Origin origin(Tx tx, Wish wish, MessageView view) {
        ConsentStore.Restricted restricted = consents.restricted(tx, wish.from());
        Optional<Origin> first = origins.find(tx, wish.from(), wish.message());
        ModelConsent atMost = Stream.concat(
                        first.stream().map(Origin::atMost), sources(restricted, view))
                .reduce(ModelConsent.ALL, ModelConsent::stricter);
        return new Origin(new Place(wish.from(), wish.message()), first.map(Origin::room).orElse(wish.from()),
                first.isPresent() ? first.get().author() : view.importedAs() == null ? view.author() : null, atMost);
    }

    /** What an answer was made of: words for local models alone, and those it cites. */
    private static Stream<ModelConsent> sources(ConsentStore.Restricted restricted, MessageView view) {
        Answer answer = view.answer();
        return answer == null ? Stream.empty() : Stream.concat(
                Stream.of(Boolean.TRUE.equals(answer.localOnly()) ? ModelConsent.LOCAL : ModelConsent.ALL),
                answer.topics().stream().flatMap(topic -> topic.citations().stream())
                        .map(one -> restricted.of(one.author()).stricter(restricted.of(one.message()))));
    }
}
