package weilu.conversation;

import java.util.regex.Pattern;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.message.ReadMessages;
import weilu.protocol.Brought;
import weilu.protocol.ErrorCode;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.room.KeepDirect;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomStore;

/** Brings an answer of one's own conversation into a room, as oneself and marked as an agent's (MS17). Never by itself. */
public final class BringAnswer {
    private static final Pattern NUMBERS = Pattern.compile("\\s?\\[\\d{1,3}]");

    private final Db db;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final KeepDirect directs;
    private final PostMessage posts;
    private final ReadMessages messages;

    public BringAnswer(
            Db db, RoomAccess access, RoomStore rooms, KeepDirect directs, PostMessage posts, ReadMessages messages) {
        this.db = db;
        this.access = access;
        this.rooms = rooms;
        this.directs = directs;
        this.posts = posts;
        this.messages = messages;
    }

    /** Posts the words alone: no citation, no file and no mention goes along. */
    public Seq bring(RoomId from, Seq message, RoomId into, AccountId person, ClientMessageId id) {
        Draft draft = db.inTransaction(tx -> draft(tx, from, message, into, person, id));
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> posted.seq();
            case PostOutcome.AlreadyPosted posted -> posted.seq();
            case PostOutcome.Refused refused -> throw new Refusal(refused.problem());
        };
    }

    private Draft draft(Tx tx, RoomId from, Seq message, RoomId into, AccountId person, ClientMessageId id) {
        Membership target = access.require(tx, into, person);
        if (target.roomKind() == RoomView.Kind.DIRECT) {
            throw Refusal.of(ErrorCode.CONFLICT, "an answer is brought into a room of many");
        }
        directs.require(tx, from, person);
        MessageView answer = messages.find(tx, from, message)
                .filter(view -> view.answer() != null && view.recalledBy() == null && !view.body().isBlank())
                .orElseThrow(() -> Refusal.field(ErrorCode.NOT_FOUND, "message", "there is no such answer in that conversation"));
        String agent = rooms.member(tx, answer.author()).displayName();
        return Draft.of(into, person, id, NUMBERS.matcher(answer.body()).replaceAll(""))
                .from(new Brought(agent, answer.answer().engine(), answer.answer().model()));
    }
}
