package weilu.turn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import weilu.db.BoundedQueue;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Tx;
import weilu.gateway.StopSignal;
import weilu.id.RoomId;
import weilu.id.TurnId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.room.Membership;

/**
 * Runs turns, each on a thread of its own, a few at once: no virtual one, on which each of its many short questions to the
 * database takes twice as long. A turn is held by the node that runs it for a short
 * while at a time; when the node dies, another one, or the next start, takes it up and it still ends once.
 */
public final class Turns implements AutoCloseable {
    static final int TURNS_AT_ONCE_MAX = 256;
    static final int TURNS_PER_ROOM_AT_ONCE_MAX = 3;
    static final int ATTEMPTS_MAX = 3;
    static final int TAKEN_UP_MAX = 64;
    static final Duration HOLD = Duration.ofSeconds(15);
    static final Duration TICK = Duration.ofSeconds(4);
    private static final System.Logger LOG = System.getLogger(Turns.class.getName());

    private final Db db;
    private final Clock clock;
    private final TurnRunner runner;
    private final BiConsumer<Tx, RoomId> stopCalls;
    private final Consumer<TurnId> stopElsewhere;
    private final Executor threads;
    private final TurnStore store = new TurnStore();
    private final ChainStore chains = new ChainStore();
    private final MaybeStore maybes = new MaybeStore();
    private final RoundTables tables = new RoundTables();
    private final Semaphore places = new Semaphore(TURNS_AT_ONCE_MAX, true);
    private final Map<RoomId, Integer> runningInRoom = new HashMap<>();
    private final Map<TurnId, StopSignal> running = new ConcurrentHashMap<>();
    private final Keeper keeper;

    /**
     * @param stopCalls ends the approved calls of a room, which run beside turns
     * @param stopElsewhere asks the other nodes to end a turn at once; the turn's row asks them in any case
     */
    Turns(Db db, Clock clock, TurnRunner runner, BiConsumer<Tx, RoomId> stopCalls, Consumer<TurnId> stopElsewhere) {
        this(db, clock, runner, stopCalls, stopElsewhere, turn -> Thread.ofPlatform().daemon().name("turn").start(turn));
    }

    /** @param threads runs turns; each blocks until it ends */
    Turns(Db db, Clock clock, TurnRunner runner, BiConsumer<Tx, RoomId> stopCalls, Consumer<TurnId> stopElsewhere,
            Executor threads) {
        this.stopCalls = stopCalls;
        this.stopElsewhere = stopElsewhere;
        this.threads = threads;
        this.db = db;
        this.clock = clock;
        this.runner = runner;
        keeper = new Keeper("turn-keeper", TICK, this::keep);
    }

    /** Begins to keep hold of turns that run here, and to take up those nobody runs. */
    void open() {
        keeper.open();
    }

    /** Turns that run here; those beyond wait in the database, a few for each room. */
    BoundedQueue queue() {
        return new BoundedQueue("turns", running::size, TURNS_AT_ONCE_MAX);
    }

    /** Begins a turn soon; returns at once. What finds no place is taken up by the keeper a little later. */
    void start(TurnId id, RoomId room) {
        if (keeper.isClosing() || running.containsKey(id) || !enter(room)) {
            return;
        }
        if (!places.tryAcquire()) {
            leave(room);
            return;
        }
        StopSignal stop = new StopSignal();
        if (running.putIfAbsent(id, stop) != null) {
            places.release();
            leave(room);
            return;
        }
        threads.execute(() -> {
            try {
                run(id, stop);
            } finally {
                running.remove(id);
                places.release();
                leave(room);
                keeper.wake();
            }
        });
    }

    /** Ends a turn at once with what was written so far. The asker may, and every member but guests. */
    public void stop(Tx tx, Membership membership, TurnId id) {
        Turn turn = store.find(tx, membership.room(), id)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such turn in this room"));
        if (!turn.asker().equals(membership.member()) && !membership.isAtLeast(Role.MEMBER)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a guest stops only what they have asked for");
        }
        store.askToStop(tx, id);
        tx.afterCommit(() -> end(id));
    }

    /**
     * Ends all that agents do in this room, also what only waits, and lets nothing follow from what was said up to now.
     * Every member may, but guests. Tells how many turns were running.
     */
    public int stopAll(Tx tx, Membership membership) {
        if (!membership.isAtLeast(Role.MEMBER)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a guest stops only what they have asked for");
        }
        Instant now = clock.instant();
        maybes.removeAll(tx, membership.room());
        chains.stopUpToHead(tx, membership.room(), membership.member(), now);
        stopCalls.accept(tx, membership.room());
        List<TurnId> running = store.stopAll(tx, membership.room(), now);
        tx.afterCommit(() -> running.forEach(this::end));
        return running.size();
    }

    /** Ends the turn wherever it runs; its row says already that it is to stop. */
    void end(TurnId id) {
        stopHere(id);
        stopElsewhere.accept(id);
    }

    /** Ends the turn if it runs on this node. */
    void stopHere(TurnId id) {
        Optional.ofNullable(running.get(id)).ifPresent(StopSignal::stop);
    }

    /** Lets go of what runs here, so that the next start takes it up without waiting. */
    @Override
    public void close() {
        keeper.close();
        List<TurnId> ids = List.copyOf(running.keySet());
        if (!ids.isEmpty()) {
            db.useTransaction(tx -> store.release(tx, ids));
        }
    }

    private synchronized boolean enter(RoomId room) {
        int before = runningInRoom.getOrDefault(room, 0);
        if (before >= TURNS_PER_ROOM_AT_ONCE_MAX) {
            return false;
        }
        runningInRoom.put(room, before + 1);
        return true;
    }

    private synchronized void leave(RoomId room) {
        runningInRoom.computeIfPresent(room, (key, count) -> count == 1 ? null : count - 1);
    }

    private void run(TurnId id, StopSignal stop) {
        try {
            Instant now = clock.instant();
            Optional<TurnStore.Claimed> claimed = db.inTransaction(tx -> {
                tx.needNotLast();
                return store.claim(tx, id, now, now.plus(HOLD));
            });
            if (claimed.isEmpty()) {
                return;
            }
            if (claimed.get().attempts() > ATTEMPTS_MAX) {
                end(claimed.get().turn(), TurnEnd.GIVEN_UP);
                return;
            }
            if (claimed.get().stopAsked()) {
                stop.stop();
            }
            runner.run(claimed.get().turn(), stop, keeper::isClosing)
                    .ifPresent(end -> end(claimed.get().turn(), end));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "turn " + id + " failed and is tried again", e);
        }
    }

    /** What waited for it begins. The last one at a round table lets the host draw the conclusion, in the same commit. */
    private void end(Turn turn, TurnEnd end) {
        List<TurnId> next = db.inTransaction(tx -> {
            Instant now = clock.instant();
            if (turn.reason() != TriggerRule.ROUND_TABLE) {
                return store.end(tx, turn.id(), end, now);
            }
            tables.lock(tx, turn.room());
            List<TurnId> waited = new ArrayList<>(store.end(tx, turn.id(), end, now));
            tables.conclude(tx, turn, now).map(Turn::id).ifPresent(waited::add);
            return waited;
        });
        next.forEach(one -> start(one, turn.room()));
    }

    private void keep() {
        keepHold();
        takeUp();
    }

    private void keepHold() {
        List<TurnId> ids = List.copyOf(running.keySet());
        if (!ids.isEmpty()) {
            List<TurnId> toStop = db.inTransaction(tx -> store.renew(tx, ids, clock.instant().plus(HOLD)));
            toStop.forEach(this::stopHere);
        }
    }

    /** Begins what nobody runs: turns of a node that died, and those that found no place. */
    void takeUp() {
        db.inTransaction(tx -> store.abandoned(tx, clock.instant(), TAKEN_UP_MAX))
                .forEach(one -> start(one.id(), one.room()));
    }
}
