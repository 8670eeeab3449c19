package weilu.socket;

import java.util.List;
import java.util.concurrent.Executor;
import weilu.db.Db;
import weilu.id.Seq;
import weilu.protocol.ServerFrame;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog;

/** Brings a subscription that is behind up to the live tail, page by page from the log (SK2, SK4). */
final class CatchUp {
    static final int PAGE_EVENTS_MAX = 500;
    /** Further behind than this, reading the room's snapshot again is quicker: the client is told to. */
    static final int RESUME_EVENTS_MAX = 5_000;

    private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

    private record Page(Seq head, List<LoggedEvent> events) {}

    private final Db db;
    private final RoomLog log;
    private final Executor reader;

    /** @param reader runs what waits for the database; not the event loop */
    CatchUp(Db db, RoomLog log, Executor reader) {
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
        return db.inTransaction(tx -> {
            Seq head = log.head(tx, subscription.room());
            boolean isTooOld = head.value() - after.value() > RESUME_EVENTS_MAX || after.isAfter(head);
            return new Page(isTooOld ? head : null,
                    isTooOld ? List.of() : log.read(tx, subscription.room(), after, PAGE_EVENTS_MAX));
        });
    }

    private void write(Subscription subscription, LoopFeed feed, Page page) {
        subscription.endCatchUp();
        if (subscription.isEnded()) {
            return;
        }
        if (page.head() != null) {
            subscription.connection().write(List.of(Wire.encode(new ServerFrame.Resync(subscription.room(), page.head()))));
            subscription.sentUpTo(page.head());
        } else if (!page.events().isEmpty()) {
            subscription.connection().write(page.events().stream().map(Wire::encode).toList());
            subscription.sentUpTo(page.events().getLast().seq());
        }
        boolean mayBeMore = page.events().size() == PAGE_EVENTS_MAX;
        if (mayBeMore || !feed.goLiveIfCaughtUp(subscription)) {
            begin(subscription, feed);
        }
    }

    private static void onLoop(Subscription subscription, Runnable work) {
        subscription.connection().channel().eventLoop().execute(work);
    }
}
