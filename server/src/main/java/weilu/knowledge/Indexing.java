package weilu.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import weilu.db.BoundedQueue;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.Pause;
import weilu.db.Rest;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.room.RoomLog;
import weilu.room.RoomWakeups;

/**
 * The thread that keeps the indexes: words at once, meanings when there are no words to do and somebody has asked for
 * meanings before (or they are wanted eagerly). A wake-up that is lost costs nothing but time: the next one, or the next
 * start, reads on from the cursor.
 */
public final class Indexing implements RoomWakeups.Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Indexing.class.getName());
    private static final int CLOSE_MILLIS_MAX = 3_000;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final int ROOMS_AT_ONCE = 64;
    private static final int ROOMS_WAITING_MAX = 100_000;
    private static final int REST_TIMES = 16;
    private static final Duration REST_MAX = Duration.ofMillis(250);
    /** A message that was just posted may be a question: its answer goes before what it means itself. */
    private static final Duration MEANINGS_LATER = Duration.ofMillis(100);
    private static final Duration MEANINGS_LATER_MAX = Duration.ofSeconds(2);
    private static final int ROOMS_WANTED_MAX = 10_000;

    private final Indexer indexer;
    private final MeaningFiller filler;
    private final IndexStore index = new IndexStore();
    private final Db db;
    private final boolean eager;
    private final SequencedSet<RoomId> grown = new LinkedHashSet<>();
    private final SequencedSet<RoomId> meaningless = new LinkedHashSet<>();
    private final Thread thread;
    /** From words: a message that is found a moment later is found at a fraction of the cost. */
    private final Rest rest = new Rest(REST_TIMES, REST_MAX);
    /** Rooms that the database knows to be asked things. */
    private final Cache<RoomId, Boolean> wanted = Caffeine.newBuilder().maximumSize(ROOMS_WANTED_MAX).build();
    private boolean meaningsOn;
    /** Questions that are being answered. */
    private int answering;
    /** When meanings are computed next, and since when they have waited. */
    private long meaningsFromNanos = System.nanoTime();
    private long meaningsWaitNanos = System.nanoTime();
    /** More rooms have grown than are kept here: they are looked up again when these are done. */
    private boolean isMissing;
    private boolean closing;

    /** @param eager computes meanings from the first message on, not from the first question on */
    public Indexing(Db db, RoomLog log, Embedder embedder, boolean eager) {
        this.db = db;
        this.indexer = new Indexer(db, log);
        this.filler = new MeaningFiller(db, embedder);
        this.eager = eager;
        this.thread = Thread.ofPlatform().daemon().name("indexing").priority(Thread.MIN_PRIORITY).unstarted(this::run);
    }

    /** Begins, with the rooms that grew while the server was down. */
    public void start() {
        indexer.behind().forEach(room -> appended(room, Seq.START));
        if (eager) {
            wantMeanings();
        }
        thread.start();
    }

    @Override
    public synchronized void appended(RoomId room, Seq upTo) {
        if (grown.size() < ROOMS_WAITING_MAX || grown.contains(room)) {
            grown.add(room);
        } else {
            isMissing = true;
        }
        notifyAll();
    }

    /** Rooms to index, each once, and rooms whose meanings are computed. */
    public List<BoundedQueue> queues() {
        return List.of(new BoundedQueue("index_rooms", () -> sizeOf(grown), ROOMS_WAITING_MAX),
                new BoundedQueue("meaning_rooms", () -> sizeOf(meaningless), ROOMS_WAITING_MAX));
    }

    private synchronized int sizeOf(SequencedSet<RoomId> rooms) {
        return rooms.size();
    }

    /** The room is asked something: brings its words up to now. Meanings wait until it is {@link #answered}. */
    void asked(RoomId room) {
        synchronized (this) {
            answering++;
        }
        indexer.drain(room);
    }

    /** Follows each {@link #asked}; has the room's meanings kept from here on. */
    void answered(RoomId room) {
        synchronized (this) {
            answering--;
            notifyAll();
        }
        if (wanted.getIfPresent(room) == null) {
            db.useTransaction(tx -> index.wantMeanings(tx, room));
            wanted.put(room, true);
        }
        wantMeanings();
        synchronized (this) {
            meaningless.addFirst(room);
            notifyAll();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wantMeanings() {
        synchronized (this) {
            if (meaningsOn) {
                return;
            }
            meaningsOn = true;
        }
        for (RoomId room : filler.behind(eager)) {
            wantMeanings(room);
        }
    }

    private synchronized void wantMeaningsSoon(List<RoomId> rooms) {
        if (meaningless.isEmpty()) {
            meaningsWaitNanos = System.nanoTime();
            meaningsFromNanos = meaningsWaitNanos + MEANINGS_LATER.toNanos();
        }
        rooms.forEach(this::wantMeanings);
    }

    /** Beyond the limit a room is left until it is asked something, or grows again. */
    private synchronized void wantMeanings(RoomId room) {
        if (meaningless.size() < ROOMS_WAITING_MAX) {
            meaningless.add(room);
            notifyAll();
        }
    }

    private synchronized boolean areMeaningsOn() {
        return meaningsOn;
    }

    private void run() {
        boolean isOpen = true;
        while (isOpen) {
            try {
                isOpen = work();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "indexing is interrupted: {0}", e.toString());
                pause();
            }
        }
    }

    /** @return false when closing */
    private boolean work() {
        List<RoomId> words = new ArrayList<>();
        Optional<RoomId> meanings;
        synchronized (this) {
            while (!closing && !areWordsDue() && !areMeaningsDue()) {
                try {
                    awaitWork();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            if (closing) {
                return false;
            }
            boolean areDue = areWordsDue();
            while (areDue && !grown.isEmpty() && words.size() < ROOMS_AT_ONCE) {
                words.add(grown.removeFirst());
            }
            meanings = words.isEmpty() ? Optional.of(meaningless.removeFirst()) : Optional.empty();
            meaningsWaitNanos = meanings.isPresent() ? System.nanoTime() : meaningsWaitNanos;
        }
        if (!words.isEmpty()) {
            long began = System.nanoTime();
            indexWords(words);
            rest.after(began);
        }
        lookForMissing();
        meanings.ifPresent(this::fillMeanings);
        return true;
    }

    private boolean areWordsDue() {
        return grown.size() >= ROOMS_AT_ONCE || !grown.isEmpty() && rest.isOver();
    }

    private boolean areMeaningsDue() {
        return !meaningless.isEmpty() && nanosToMeanings() <= 0;
    }

    /** Answers go first, but not for ever. */
    private long nanosToMeanings() {
        long from = answering == 0 ? meaningsFromNanos : meaningsWaitNanos + MEANINGS_LATER_MAX.toNanos();
        return from - System.nanoTime();
    }

    private void awaitWork() throws InterruptedException {
        long words = grown.isEmpty() ? Long.MAX_VALUE : rest.nanosLeft();
        long meanings = meaningless.isEmpty() ? Long.MAX_VALUE : nanosToMeanings();
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, Math.min(words, meanings)));
    }

    private void lookForMissing() {
        synchronized (this) {
            if (!isMissing || !grown.isEmpty()) {
                return;
            }
            isMissing = false;
        }
        indexer.behind().forEach(room -> appended(room, Seq.START));
    }

    private void indexWords(List<RoomId> rooms) {
        try {
            indexer.drain(rooms);
        } catch (DatabaseUnavailable away) {
            rooms.forEach(room -> appended(room, Seq.START));
            throw away;
        } catch (RuntimeException e) {
            if (rooms.size() <= 1) {
                throw e;
            }
            // One of them is at fault: the others must not miss theirs.
            rooms.forEach(this::indexAlone);
        }
        if (areMeaningsOn()) {
            wantMeaningsSoon(rooms);
        }
    }

    private void indexAlone(RoomId room) {
        try {
            indexer.drain(room);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "room {0} could not be indexed: {1}", room, e.toString());
        }
    }

    private void fillMeanings(RoomId room) {
        boolean isWanted = eager || db.inTransaction(tx -> index.areMeaningsWanted(tx, room));
        if (isWanted && filler.step(room)) {
            wantMeanings(room);
        }
    }

    private synchronized void pause() {
        try {
            Pause.hold(this, RETRY_PAUSE, () -> closing);
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}
