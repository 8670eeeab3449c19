package weilu.message;

import java.util.List;
import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent.MessageEdited;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomEvent.MessageRecalled;
import weilu.room.Membership;
import weilu.room.Power;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** 撤回: takes a message back. What it said is gone from the log, its edits, its files and quoting answers (MS7). */
public final class RecallMessage {
    private final RoomLog log;
    private final Attachments attachments;
    private final MessageStore store = new MessageStore();
    private final MessageAccess access;

    public RecallMessage(RoomLog log, RoomAccess rooms, Attachments attachments) {
        this.log = log;
        this.attachments = attachments;
        this.access = new MessageAccess(rooms, log, store);
    }

    /** Authors take back what is theirs at any time, those above them what is not. Doing it again changes nothing. */
    public void recall(Tx tx, RoomId room, AccountId account, Seq seq) {
        MessageAccess.Found found = access.lock(tx, room, account, seq);
        MessagePosted posted = found.message().posted();
        if (!posted.author().equals(found.membership().member())) {
            Power.RECALL_OTHERS.requireOver(found.membership().role(), store.roleOf(tx, posted.author()));
        }
        if (found.message().isRecalled()) {
            return;
        }
        if (RedPacketStates.isOpen(tx, room, posted.redPacket(), seq)) {
            throw Refusal.of(ErrorCode.CONFLICT, "a message with a red packet is taken back when that has ended");
        }
        removeFromAnswers(tx, room, seq);
        empty(tx, room, found.message(), found.membership().member());
    }

    /** Takes back all that was said in a room, by whomever. The caller has locked it and shown that this is theirs to do. */
    public void recallAll(Tx tx, Membership membership) {
        store.all(tx, membership.room()).forEach(message -> empty(tx, membership.room(), message, membership.member()));
    }

    private void empty(Tx tx, RoomId room, StoredMessage message, MemberId by) {
        Seq seq = message.seq();
        store.rewrite(tx, room, seq, emptied(message.posted()));
        store.editEvents(tx, room, seq)
                .forEach(edit -> store.rewrite(tx, room, edit, new MessageEdited(seq, "", List.of())));
        attachments.release(tx, room, message.posted().attachments());
        store.noteRecall(tx, room, seq, by);
        log.append(tx, room, new MessageRecalled(seq, by));
    }

    private static MessagePosted emptied(MessagePosted posted) {
        return new MessagePosted(posted.author(), posted.clientMessageId(), "", posted.quote(), List.of(), List.of(),
                posted.importedAs(), posted.postedAt(), posted.hops(), null, true);
    }

    private void removeFromAnswers(Tx tx, RoomId room, Seq seq) {
        for (StoredMessage message : store.answersAfter(tx, room, seq)) {
            MessagePosted posted = message.posted();
            Optional<Answer> shorter = AnswerCitations.without(posted.answer(), seq);
            shorter.ifPresent(answer -> store.rewrite(tx, room, message.seq(), withAnswer(posted, answer)));
        }
    }

    private static MessagePosted withAnswer(MessagePosted posted, Answer answer) {
        return new MessagePosted(posted.author(), posted.clientMessageId(), posted.body(), posted.quote(),
                posted.mentions(), posted.attachments(), posted.importedAs(), posted.postedAt(), posted.hops(), answer,
                posted.recalled(), posted.about(), posted.brought(), posted.redPacket());
    }
}
