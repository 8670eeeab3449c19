package weilu.tool.builtin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.TurnId;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;

/**
 * Posts what is due, once (BT3): the message's id is made of the reminder and its time, so that a second node, or a second
 * try after a crash, is a repeat; only then the reminder moves on.
 */
public final class Reminders implements AutoCloseable {
    static final Duration TICK = Duration.ofSeconds(5);
    static final Duration LATE_AFTER = Duration.ofMinutes(10);
    static final int DUE_MAX = 50;
    static final int OPEN_PER_ROOM_MAX = 50;
    static final Duration AHEAD_MAX = Duration.ofDays(731);
    private static final System.Logger LOG = System.getLogger(Reminders.class.getName());

    private final Db db;
    private final PostMessage posts;
    private final Clock clock;
    private final ReminderStore store = new ReminderStore();
    private final Keeper keeper = new Keeper("reminders", TICK, this::fireDue);

    public Reminders(Db db, PostMessage posts, Clock clock) {
        this.db = db;
        this.posts = posts;
        this.clock = clock;
    }

    public void open() {
        keeper.open();
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** Sets it, unless the room has too many; empty then. Setting the same by the same turn again changes nothing. */
    Optional<Integer> set(Reminder reminder, TurnId turn) {
        return db.inTransaction(tx -> store.open(tx, reminder.room()) >= OPEN_PER_ROOM_MAX ? Optional.empty()
                : Optional.of(store.insert(tx, reminder, turn, clock.instant())));
    }

    /** Whether no more are taken here now. */
    boolean isFull(RoomId room) {
        return list(room).size() >= OPEN_PER_ROOM_MAX;
    }

    List<Reminder> list(RoomId room) {
        return db.inTransaction(tx -> store.list(tx, room));
    }

    boolean cancel(RoomId room, int number) {
        return db.inTransaction(tx -> store.cancel(tx, room, number, clock.instant()));
    }

    /** Posts everything that is due now. */
    public void fireDue() {
        for (Reminder reminder : db.inTransaction(tx -> store.due(tx, clock.instant(), DUE_MAX))) {
            Optional<ReminderStore.People> people = db.inTransaction(tx -> store.people(tx, reminder));
            if (people.isEmpty() || post(reminder, people.get())) {
                db.useTransaction(tx -> moveOn(tx, reminder));
            }
        }
    }

    /** Whether it is done with: said, or never to be said in this room. */
    private boolean post(Reminder reminder, ReminderStore.People people) {
        Draft draft = new Draft(reminder.room(), people.agent(), reminder.messageId(), body(reminder, people), null,
                List.of(reminder.asker()), List.of(), 1, null);
        return switch (posts.post(draft)) {
            case PostOutcome.Posted _, PostOutcome.AlreadyPosted _ -> true;
            case PostOutcome.Refused refused -> switch (refused.problem().code()) {
                case UNAVAILABLE, INTERNAL, SLOW_MODE, RATE_LIMITED -> false;
                default -> {
                    LOG.log(System.Logger.Level.INFO, "reminder {0} is not said: {1}", reminder.id(), refused.problem().code());
                    yield true;
                }
            };
        };
    }

    private String body(Reminder reminder, ReminderStore.People people) {
        boolean chinese = people.language().toLowerCase().startsWith("zh");
        boolean late = Duration.between(reminder.at(), clock.instant()).compareTo(LATE_AFTER) > 0;
        String when = reminder.local().toString().replace('T', ' ');
        String note = !late ? "" : chinese ? "（晚了，本该在 " + when + "）" : " (late; it was due at " + when + ")";
        return "⏰ @" + people.asker() + (chinese ? " 提醒：" : " Reminder: ") + reminder.text() + note;
    }

    private void moveOn(Tx tx, Reminder reminder) {
        Instant now = clock.instant();
        LocalDateTime next = reminder.after(now);
        store.moveOn(tx, reminder, next, next == null ? null : next.atZone(reminder.zone()).toInstant(), now);
    }
}
