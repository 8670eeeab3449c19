package weilu.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent.MessageEdited;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Lets authors change what they said; what it said before stays readable until a recall (MS6). */
public final class EditMessage {
    public static final int EDITS_MAX = 100;

    private final RoomLog log;
    private final RoomAccess rooms;
    private final MessageStore store = new MessageStore();
    private final PostStore posts = new PostStore();
    private final MessageAccess access;

    public EditMessage(RoomLog log, RoomAccess rooms) {
        this.log = log;
        this.rooms = rooms;
        this.access = new MessageAccess(rooms, log, store);
    }

    /** The message now says this. Saying the same again changes nothing. */
    public void edit(Tx tx, RoomId room, AccountId account, Seq seq, String body, List<MemberId> mentions) {
        MessageAccess.Found found = access.lockToChange(tx, room, account, seq);
        StoredMessage message = found.message();
        boolean isOwn = message.posted().author().equals(found.membership().member());
        boolean isOthers = message.posted().importedAs() != null || message.posted().answer() != null
                || message.posted().brought() != null || message.posted().redPacket() != null;
        if (!isOwn || isOthers) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only who said it changes a message; an imported or forwarded one nobody");
        }
        List<MemberId> named = mentions == null ? List.of() : mentions.stream().distinct().toList();
        check(tx, room, message, body, named);
        if (body.equals(message.body()) && named.equals(message.mentions())) {
            return;
        }
        if (store.countEdits(tx, room, seq) >= EDITS_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "a message is changed at most " + EDITS_MAX + " times");
        }
        Seq event = log.append(tx, room, new MessageEdited(seq, body, named));
        store.noteEdit(tx, room, seq, event, body, named);
    }

    /** Every version of the message, the first one first. */
    public List<MessageVersion> history(Tx tx, RoomId room, AccountId account, Seq seq) {
        rooms.require(tx, room, account);
        StoredMessage message = store.find(tx, room, seq)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such message in this room"));
        if (message.isRecalled()) {
            throw MessageAccess.recalled();
        }
        return store.versions(tx, room, seq);
    }

    private void check(Tx tx, RoomId room, StoredMessage message, String body, List<MemberId> mentions) {
        Optional<Problem> problem = BodyRules.check(body, !message.posted().attachments().isEmpty());
        if (problem.isPresent()) {
            throw new Refusal(problem.get());
        }
        if (mentions.size() > BodyRules.MENTIONS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "mentions", "at most " + BodyRules.MENTIONS_MAX + " members");
        }
        Set<PostStore.MemberKey> named = mentions.stream()
                .map(member -> new PostStore.MemberKey(room, member)).collect(Collectors.toSet());
        if (!posts.findMembers(tx, named).equals(named)) {
            throw Refusal.field(ErrorCode.INVALID, "mentions", "a mention names no member of this room");
        }
    }
}
