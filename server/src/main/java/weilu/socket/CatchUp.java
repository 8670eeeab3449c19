package weilu.socket;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent;
import weilu.protocol.ServerFrame;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog;

/** Brings a subscription that is behind up to the live tail, page by page from the log (SK2, SK4). */
final class CatchUp {
    /**
     * How catching up is bounded.
     *
     * @param pageEvents events read and written at once
     * @param resumeEvents further behind than this, reading the room's snapshot again is quicker: the client is told to
     * @param frames frames of all rooms that wait for event loops; beyond that the log is read again instead
     */
    record Limits(int pageEvents, int resumeEvents, int frames) {
        static final Limits USUAL = new Limits(500, 5_000, 65_536);
    }

    private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

    private record Page(Seq head, List<LoggedEvent> events) {}

    private final Db db;
    private final RoomLog log;
    private final Executor reader;
    private final Limits limits;
    private final Consumer<Subscription> confirm;

    /**
     * @param reader runs what waits for the database; not the event loop
     * @param confirm ends a subscription whose member is out of the room; waits for the database
     */
    CatchUp(Db db, RoomLog log, Executor reader, Limits limits, Consumer<Subscription> confirm) {
        this.confirm = confirm;
        this.limits = limits;
        this.db = db;
        this.log = log;
        this.reader = reader;
    }

    /** On the subscription's event loop. While the connection is unwritable nothing happens: it will be resumed. */
    void begin(Subscription subscription, LoopFeed feed) {
        if (subscription.connection().channel().isWritable() && subscription.beginCatchUp()) {
            readNext(subscription, feed);
        }
    }

    private void readNext(Subscription subscription, LoopFeed feed) {
        Seq after = subscription.sent();
        reader.execute(() -> {
            try {
                Page page = read(subscription, after);
                if (page.events().stream().anyMatch(event -> isDepartureOf(event, subscription.member()))) {
                    confirm.accept(subscription);
                }
                onLoop(subscription, () -> write(subscription, feed, page));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "room {0} could not be read: {1}", subscription.room(), e.toString());
                onLoop(subscription, () -> {
                    subscription.endCatchUp();
                    subscription.connection().close(CloseCode.GOING_DOWN);
                });
            }
        });
    }

    private Page read(Subscription subscription, Seq after) {
        return db.withoutTransaction(tx -> {
            Seq head = log.head(tx, subscription.room());
            boolean isTooOld = head.value() - after.value() > limits.resumeEvents() || after.isAfter(head);
            return new Page(isTooOld ? head : null,
                    isTooOld ? List.of() : log.read(tx, subscription.room(), after, limits.pageEvents()));
        });
    }

    private static boolean isDepartureOf(LoggedEvent event, MemberId member) {
        return event.kind().equals(LoggedEvent.MEMBER_LEFT) && ((RoomEvent.MemberLeft) event.event()).member().equals(member);
    }

    /** A write may make the connection writable again at once, which resumes it: the position is moved before. */
    private void write(Subscription subscription, LoopFeed feed, Page page) {
        if (subscription.isEnded()) {
            subscription.endCatchUp();
            return;
        }
        if (page.head() != null) {
            subscription.sentUpTo(page.head());
            subscription.connection().write(List.of(Wire.encode(new ServerFrame.Resync(subscription.room(), page.head()))));
        } else if (!page.events().isEmpty()) {
            subscription.sentUpTo(page.events().getLast().seq());
            subscription.connection().write(page.events().stream().map(Wire::encode).toList());
        }
        subscription.endCatchUp();
        boolean mayBeMore = page.events().size() == limits.pageEvents();
        if (mayBeMore || !feed.goLiveIfCaughtUp(subscription)) {
            begin(subscription, feed);
        }
    }

    private static void onLoop(Subscription subscription, Runnable work) {
        subscription.connection().channel().eventLoop().execute(work);
    }
}
