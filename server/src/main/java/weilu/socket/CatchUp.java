package weilu.socket;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import weilu.db.Db;
import weilu.db.GroupRead;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent;
import weilu.protocol.ServerFrame;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog;
import weilu.room.RoomLog.Place;
import weilu.room.RoomStore;

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

    private static final int PLACES_AT_ONCE = 16;

    /**
     * What follows a place in a log, for everybody who stands there.
     *
     * @param resyncAt how far the log reaches, when it goes on too far from there; otherwise null
     * @param frames the events, encoded
     */
    private record Page(Seq resyncAt, List<LoggedEvent> events, List<byte[]> frames) {}

    private final RoomLog log;
    private final RoomStore rooms = new RoomStore();
    private final GroupRead<Place, Page> pages;
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
        this.log = log;
        this.pages = new GroupRead<>(db, PLACES_AT_ONCE, this::read);
        this.reader = reader;
    }

    /** On the subscription's event loop. While the connection is unwritable nothing happens: it will be resumed. */
    void begin(Subscription subscription, LoopFeed feed) {
        if (subscription.connection().channel().isWritable() && subscription.beginCatchUp()) {
            readNext(subscription, feed);
        }
    }

    private void readNext(Subscription subscription, LoopFeed feed) {
        Place place = new Place(subscription.room(), subscription.sent());
        reader.execute(() -> {
            try {
                Page page = pages.get(place).orElseThrow();
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

    private Map<Place, Page> read(Tx tx, Collection<Place> places) {
        Map<RoomId, Seq> heads = rooms.heads(tx, places.stream().map(Place::room).distinct().toList());
        Map<Place, Page> read = new HashMap<>();
        for (Place place : places) {
            Seq head = heads.get(place.room());
            boolean isTooOld = head.value() - place.seq().value() > limits.resumeEvents() || place.seq().isAfter(head);
            read.put(place, new Page(isTooOld ? head : null, List.of(), List.of()));
        }
        List<Place> near = places.stream().filter(place -> read.get(place).resyncAt() == null).toList();
        log.read(tx, near, limits.pageEvents()).forEach((place, events) ->
                read.put(place, new Page(null, events, events.stream().map(Wire::encode).toList())));
        return read;
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
        if (page.resyncAt() != null) {
            subscription.sentUpTo(page.resyncAt());
            subscription.connection().write(
                    List.of(Wire.encode(new ServerFrame.Resync(subscription.room(), page.resyncAt()))));
        } else if (!page.events().isEmpty()) {
            subscription.sentUpTo(page.events().getLast().seq());
            subscription.connection().write(page.frames());
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
