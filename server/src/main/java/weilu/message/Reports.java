package weilu.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;
import weilu.room.Membership;
import weilu.room.Power;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Telling a room's admins of a message, and what they do about it: take it back, or let it stand (MS15). */
public final class Reports {
    public static final int REASON_CHARACTERS_MAX = 500;
    public static final int OPEN_PER_MEMBER_MAX = 30;
    static final int LISTED_MAX = 100;

    private final RoomLog log;
    private final ReadMessages messages;
    private final LiveFrames live;
    private final ReportStore store = new ReportStore();
    private final MessageAccess access;

    public Reports(RoomLog log, RoomAccess rooms, ReadMessages messages, LiveFrames live) {
        this.log = log;
        this.messages = messages;
        this.live = live;
        this.access = new MessageAccess(rooms, log, new MessageStore());
    }

    /** Doing it again changes nothing. Only the admins learn of it. */
    public void report(Tx tx, RoomId room, AccountId account, Seq seq, String reason) {
        String why = reason == null ? "" : reason.strip();
        check(why);
        MessageAccess.Found found = access.lock(tx, room, account, seq);
        Membership membership = found.membership();
        Power.REPORT.require(membership.role());
        if (membership.roomKind() == RoomView.Kind.DIRECT) {
            throw Refusal.of(ErrorCode.CONFLICT, "a direct room has no admins; block instead");
        }
        if (found.message().isRecalled()) {
            throw MessageAccess.recalled();
        }
        if (found.message().posted().author().equals(membership.member())) {
            throw Refusal.of(ErrorCode.CONFLICT, "take your own message back instead");
        }
        if (store.countOpenOf(tx, room, membership.member()) >= OPEN_PER_MEMBER_MAX) {
            throw Refusal.of(ErrorCode.RATE_LIMITED, "the admins have " + OPEN_PER_MEMBER_MAX + " reports of yours to look at");
        }
        if (store.insert(tx, room, seq, membership.member(), why, log.now())) {
            tellAdmins(tx, room);
        }
    }

    /** What is before the admins, the last reported message first; at most a hundred messages. */
    public List<Report> open(Tx tx, Membership admin) {
        Power.SETTLE_REPORTS.require(admin.role());
        Map<Seq, List<Report.Voice>> voices = store.open(tx, admin.room(), LISTED_MAX);
        Map<Seq, Report> reports = new HashMap<>();
        messages.findAll(tx, admin.room(), voices.keySet())
                .forEach(view -> reports.put(view.seq(), new Report(view, voices.get(view.seq()))));
        return voices.keySet().stream().map(reports::get).toList();
    }

    /** Lets the message stand. NOT_FOUND when nothing about it is open. */
    public void dismiss(Tx tx, RoomId room, AccountId account, Seq seq) {
        Membership admin = access.lock(tx, room, account, seq).membership();
        Power.SETTLE_REPORTS.require(admin.role());
        if (!store.settle(tx, room, seq, admin.member(), log.now())) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "nobody has reported this message, or it is settled");
        }
        tellAdmins(tx, room);
    }

    private void tellAdmins(Tx tx, RoomId room) {
        List<MemberId> admins = store.admins(tx, room);
        int waiting = store.countOpenMessages(tx, room);
        tx.afterCommit(() -> live.toMembers(room, admins, new ServerFrame.ReportsChanged(room, waiting)));
    }

    private static void check(String reason) {
        if (reason.codePointCount(0, reason.length()) > REASON_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "reason", "at most " + REASON_CHARACTERS_MAX + " characters");
        }
        BodyRules.check(reason, true).map(Problem::code).ifPresent(code -> {
            throw Refusal.field(ErrorCode.INVALID, "reason", "text without control characters");
        });
    }
}
