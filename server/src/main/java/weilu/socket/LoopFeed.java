package weilu.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import weilu.db.Places;
import weilu.db.Rest;
import weilu.id.MemberId;
import weilu.id.Seq;

/**
 * One room on one event loop: the subscriptions there, and the frames that wait for the loop's next turn. What waits is
 * joined into one buffer, written once to each connection (SK3). Everything but {@link #offer} runs on the loop.
 */
final class LoopFeed {
    /**
     * An event's frame with its seq; or a live frame with a null seq, for all or for some members only; or, with a null
     * frame, the news that the log reached this seq before anything was handed out.
     */
    record Pending(Seq seq, byte[] frame, Set<MemberId> only) {
        static Pending event(Seq seq, byte[] frame) {
            return new Pending(seq, frame, null);
        }

        static Pending live(byte[] frame, Set<MemberId> only) {
            return new Pending(null, frame, only);
        }

        static Pending startingAt(Seq seq) {
            return new Pending(seq, null, null);
        }
    }

    /** From so many listeners on, a write to all of them is worth sharing. */
    private static final int CROWD = 64;

    private static final int REST_TIMES = 16;
    private static final Duration REST_MAX = Duration.ofMillis(120);

    private final EventLoop loop;
    private final CatchUp catchUp;
    private final Places places;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    /** The last event that found no place, or nobody to hear it; whoever has not got that far reads the log. */
    private final AtomicReference<Seq> skipped = new AtomicReference<>(Seq.START);
    private Seq delivered = Seq.START;
    /** Whether anybody listens; nothing waits for nobody. */
    private volatile boolean isHeard;
    private final Rest rest = new Rest(REST_TIMES, REST_MAX);

    /** @param places for frames that wait, here and in other rooms */
    LoopFeed(EventLoop loop, CatchUp catchUp, Places places) {
        this.loop = loop;
        this.catchUp = catchUp;
        this.places = places;
    }

    /**
     * From any thread: these frames are next. Events must come in seq order. Without a place for them live frames are lost,
     * and for events every subscription here that needs them is lagging.
     */
    void offer(List<Pending> frames) {
        boolean isPlaced = isHeard && places.take(frames.size());
        if (isPlaced) {
            pending.addAll(frames);
        } else if (frames.getLast().seq() != null) {
            skipped.accumulateAndGet(frames.getLast().seq(), (before, now) -> now.isAfter(before) ? now : before);
        }
        // Asked again: who came meanwhile may not have seen what was skipped.
        if ((isPlaced || isHeard) && isScheduled.compareAndSet(false, true)) {
            schedule();
        }
    }

    private void schedule() {
        long nanos = rest.nanosLeft();
        if (nanos > 0) {
            loop.schedule(this::drain, nanos, TimeUnit.NANOSECONDS);
        } else {
            loop.execute(this::drain);
        }
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
        isHeard = true;
        startAt(skipped.get());
        catchUp.begin(subscription, this);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
        isHeard = !subscriptions.isEmpty();
    }

    /** Subscriptions that fell behind try again, now that their connection takes more. */
    void resume(Subscription subscription) {
        if (subscription.isLagging()) {
            catchUp.begin(subscription, this);
        }
    }

    /** The subscription has read the log up to its {@code sent}; tells whether that is all there was to deliver here. */
    boolean goLiveIfCaughtUp(Subscription subscription) {
        if (delivered.isAfter(subscription.sent())) {
            return false;
        }
        subscription.goLive();
        return true;
    }

    private void drain() {
        isScheduled.set(false);
        long began = System.nanoTime();
        List<Pending> events = new ArrayList<>();
        List<Pending> live = new ArrayList<>();
        int taken = 0;
        for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            taken++;
            if (next.seq() == null) {
                live.add(next);
            } else if (next.frame() == null) {
                startAt(next.seq());
            } else {
                if (!events.isEmpty() && next.seq().value() != events.getLast().seq().value() + 1) {
                    deliver(events);
                    events = new ArrayList<>();
                }
                events.add(next);
            }
        }
        places.give(taken);
        deliver(events);
        startAt(skipped.get());
        deliverLive(live);
        if (subscriptions.size() >= CROWD) {
            // At once, for the rest is in proportion to it.
            subscriptions.forEach(subscription -> subscription.connection().flushNow());
            rest.after(began);
        }
    }

    /** The log is known to reach this far, and what leads there is not here. */
    private void startAt(Seq seq) {
        if (!seq.isAfter(delivered)) {
            return;
        }
        delivered = seq;
        for (Subscription subscription : subscriptions) {
            if (seq.isAfter(subscription.sent())) {
                subscription.lag();
                catchUp.begin(subscription, this);
            }
        }
    }

    /** Events that follow each other. */
    private void deliver(List<Pending> events) {
        if (events.isEmpty()) {
            return;
        }
        Seq before = new Seq(events.getFirst().seq().value() - 1);
        Seq last = events.getLast().seq();
        List<byte[]> frames = events.stream().map(Pending::frame).toList();
        ByteBuf joined = null;
        try {
            for (Subscription subscription : subscriptions) {
                if (subscription.isLagging() || subscription.isEnded() || !last.isAfter(subscription.sent())) {
                    continue;
                }
                if (!subscription.connection().channel().isWritable() || before.isAfter(subscription.sent())) {
                    subscription.lag();
                    catchUp.begin(subscription, this);
                    continue;
                }
                Seq sent = subscription.sent();
                subscription.sentUpTo(last);
                if (sent.equals(before)) {
                    joined = joined == null ? Wire.join(subscription.connection().channel().alloc(), frames) : joined;
                    subscription.connection().writeShared(joined);
                } else {
                    int skip = (int) (sent.value() - before.value());
                    subscription.connection().write(frames.subList(skip, frames.size()));
                }
            }
        } finally {
            if (joined != null) {
                joined.release();
            }
        }
        delivered = last.isAfter(delivered) ? last : delivered;
    }

    /** In the order they came; those that follow each other and are for all are one write. */
    private void deliverLive(List<Pending> live) {
        List<byte[]> frames = new ArrayList<>();
        for (Pending next : live) {
            if (next.only() != null) {
                deliverLive(frames, null);
                frames = new ArrayList<>();
                deliverLive(List.of(next.frame()), next.only());
            } else {
                frames.add(next.frame());
            }
        }
        deliverLive(frames, null);
    }

    /** @param only these members, or null for all */
    private void deliverLive(List<byte[]> frames, Set<MemberId> only) {
        if (frames.isEmpty()) {
            return;
        }
        ByteBuf joined = null;
        for (Subscription subscription : subscriptions) {
            boolean isFor = only == null || only.contains(subscription.member());
            if (!isFor || subscription.isLagging() || subscription.isEnded()
                    || !subscription.connection().channel().isWritable()) {
                continue;
            }
            joined = joined == null ? Wire.join(subscription.connection().channel().alloc(), frames) : joined;
            subscription.connection().writeShared(joined);
        }
        if (joined != null) {
            joined.release();
        }
    }
}
