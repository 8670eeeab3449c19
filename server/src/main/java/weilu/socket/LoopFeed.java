package weilu.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final EventLoop loop;
    private final CatchUp catchUp;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private Seq delivered = Seq.START;

    LoopFeed(EventLoop loop, CatchUp catchUp) {
        this.loop = loop;
        this.catchUp = catchUp;
    }

    /** From any thread: these frames are next. Events must come in seq order. */
    void offer(List<Pending> frames) {
        pending.addAll(frames);
        if (isScheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
        catchUp.begin(subscription, this);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Subscriptions that fell behind try again, now that their connection takes more. */
    void resume(Subscription subscription) {
        if (subscription.isLagging()) {
            catchUp.begin(subscription, this);
        }
    }

    /** Whoever comes back to a quiet room has heard all that was delivered here: nothing needs to be read. */
    boolean goLiveIfNothingIsMissed(Subscription subscription) {
        boolean isMissingNothing = !delivered.equals(Seq.START) && delivered.equals(subscription.sent());
        // One that is full may just be passed over: what is being delivered counts as delivered only afterwards.
        if (!isMissingNothing || subscription.isCatchingUp() || subscription.isEnded()
                || !subscription.connection().channel().isWritable()) {
            return false;
        }
        subscription.goLive();
        return true;
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
        List<Pending> events = new ArrayList<>();
        List<Pending> live = new ArrayList<>();
        for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            if (next.frame() == null) {
                startAt(next.seq());
            } else {
                (next.seq() == null ? live : events).add(next);
            }
        }
        if (!events.isEmpty()) {
            deliver(events);
            delivered = events.getLast().seq();
        }
        live.forEach(this::deliverLive);
    }

    private void startAt(Seq seq) {
        delivered = seq;
        for (Subscription subscription : subscriptions) {
            if (seq.isAfter(subscription.sent())) {
                subscription.lag();
                catchUp.begin(subscription, this);
            }
        }
    }

    private void deliver(List<Pending> events) {
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
    }

    private void deliverLive(Pending live) {
        ByteBuf frame = null;
        for (Subscription subscription : subscriptions) {
            boolean isFor = live.only() == null || live.only().contains(subscription.member());
            if (!isFor || subscription.isLagging() || subscription.isEnded()
                    || !subscription.connection().channel().isWritable()) {
                continue;
            }
            frame = frame == null ? Wire.join(subscription.connection().channel().alloc(), List.of(live.frame())) : frame;
            subscription.connection().writeShared(frame);
        }
        if (frame != null) {
            frame.release();
        }
    }
}
