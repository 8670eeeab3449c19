package weilu.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Tx;
import weilu.gateway.StopSignal;
import weilu.id.RoomId;
import weilu.id.ToolCallId;
import weilu.message.ShowToolCall;
import weilu.protocol.ToolCall.Status;

/**
 * Runs approved calls, each at most once (TL4): a call is taken by a row that says so before anything happens. What its
 * taker did not end in time is UNKNOWN. What nobody decided in a day is EXPIRED.
 */
public final class ApprovedCalls implements AutoCloseable {
    static final Duration TICK = Duration.ofSeconds(5);
    static final Duration WAIT_MAX = Duration.ofHours(24);
    static final Duration TOLD_KEPT = Duration.ofHours(1);
    static final int TAKEN_MAX = 16;
    private static final System.Logger LOG = System.getLogger(ApprovedCalls.class.getName());

    private final Db db;
    private final Tools tools;
    private final ToolGrants grants;
    private final ShowToolCall show;
    private final CallTurns turns;
    private final PostToolFiles files;
    private final Consumer<ToolCallId> stopElsewhere;
    private final Clock clock;
    private final Map<ToolCallId, StopSignal> running = new ConcurrentHashMap<>();
    private final ToolCallStore store = new ToolCallStore();
    private final Keeper keeper = new Keeper("approved-calls", TICK, this::look);

    /** @param stopElsewhere asks the other nodes to end a call at once; its row asks them in any case */
    public ApprovedCalls(Db db, Tools tools, ToolGrants grants, ShowToolCall show, CallTurns turns, PostToolFiles files,
            Consumer<ToolCallId> stopElsewhere, Clock clock) {
        this.stopElsewhere = stopElsewhere;
        this.db = db;
        this.files = files;
        this.tools = tools;
        this.grants = grants;
        this.show = show;
        this.turns = turns;
        this.clock = clock;
    }

    public void open() {
        keeper.open();
    }

    /** Something was decided; returns at once. */
    public void wake() {
        keeper.wake();
    }

    /** Ends a call of this room that was approved and is not over; harmless otherwise. The caller has seen to who asks. */
    public void stop(Tx tx, RoomId room, ToolCallId id) {
        ending(tx, store.askToStop(tx, room, id));
    }

    /** Ends all of them in this room. */
    public void stopAll(Tx tx, RoomId room) {
        ending(tx, store.askToStop(tx, room, null));
    }

    /** Ends the call if it runs on this node. */
    public void stopHere(ToolCallId id) {
        Optional.ofNullable(running.get(id)).ifPresent(StopSignal::stop);
    }

    private void ending(Tx tx, List<ToolCallId> ids) {
        if (!ids.isEmpty()) {
            tx.afterCommit(() -> {
                ids.forEach(this::stopHere);
                ids.forEach(stopElsewhere);
                wake();
            });
        }
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** Begins what was approved, each on a thread of its own, and settles what nobody will end. */
    void look() {
        for (ToolCallId id : db.inTransaction(tx -> store.waiting(tx, TAKEN_MAX))) {
            Thread.ofVirtual().name("approved-call").start(() -> run(id));
        }
        List<ToolCallId> here = List.copyOf(running.keySet());
        if (!here.isEmpty()) {
            db.inTransaction(tx -> store.toStop(tx, here)).forEach(this::stopHere);
        }
        db.useTransaction(tx -> {
            Instant now = clock.instant();
            store.neverBegun(tx, TAKEN_MAX).forEach(call -> end(tx, call, Status.STOPPED, "it was stopped before it began"));
            for (StoredCall call : store.lost(tx, now, TAKEN_MAX)) {
                end(tx, call, Status.UNKNOWN, "it was cut off; nobody knows whether it happened");
            }
            store.forgetTold(tx, now.minus(TOLD_KEPT));
            for (StoredCall call : store.overdue(tx, now.minus(WAIT_MAX), TAKEN_MAX)) {
                store.expire(tx, call.id(), now);
                if (call.message() != null) {
                    over(tx, call);
                    show.show(tx, call.room(), call.message(), call.id(), Status.EXPIRED, null);
                }
            }
        });
    }

    private void run(ToolCallId id) {
        StopSignal stop = new StopSignal();
        if (running.putIfAbsent(id, stop) != null) {
            return;
        }
        try {
            Optional<StoredCall> claimed =
                    db.inTransaction(tx -> store.claim(tx, id, clock.instant().plus(CallTools.HOLD)));
            claimed.ifPresent(call -> run(call, stop));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "call " + id + " is not ended", e);
        } finally {
            running.remove(id);
        }
    }

    private void run(StoredCall call, StopSignal stop) {
        CallArguments arguments = CallArguments.stored(call.arguments());
        if (!arguments.hash(call.tool()).equals(call.approvedHash())) {
            db.useTransaction(tx -> end(tx, call, Status.EXPIRED, "the arguments are not those that were approved"));
            return;
        }
        Optional<ToolContext> context = db.inTransaction(tx -> turns.context(tx, call, stop));
        Optional<Tool> tool = context.flatMap(one -> granted(call, one));
        if (tool.isEmpty()
                || !(CallArguments.read(tool.get(), call.arguments()) instanceof CallArguments.Reading.Good)) {
            db.useTransaction(tx -> end(tx, call, Status.FAILED, "it may not be called here any more"));
            return;
        }
        Optional<String> problem = tool.get().check(context.get(), arguments.json());
        if (problem.isPresent()) {
            db.useTransaction(tx -> end(tx, call, Status.FAILED, problem.get()));
            return;
        }
        CallTools.Ended ended = CallTools.run(tool.get(), context.get(), arguments);
        ToolResult result = ended.result();
        StoredCall.Brought brought = new StoredCall.Brought(
                CallTools.hasWords(call.effect(), result) ? null : result.text(),
                files.upload(call.room(), context.get().agentAccount(), result.files()));
        db.useTransaction(tx -> end(tx, call, ended.status(), CallTools.kept(call.effect(), result), brought));
    }

    private Optional<Tool> granted(StoredCall call, ToolContext context) {
        boolean granted = db.inTransaction(tx -> grants.of(tx, call.room(), context.agentAccount())).contains(call.tool());
        return granted ? tools.find(call.tool()) : Optional.empty();
    }

    /** Feature rows first, the room's row last (DB4). */
    private void end(Tx tx, StoredCall call, Status status, String result) {
        end(tx, call, status, result, StoredCall.Brought.NOTHING);
    }

    private void end(Tx tx, StoredCall call, Status status, String result, StoredCall.Brought brought) {
        if (!store.end(tx, call.id(), status, result, brought, clock.instant()) || call.message() == null) {
            return;
        }
        over(tx, call);
        show.show(tx, call.room(), call.message(), call.id(), status, call.decidedBy());
    }

    /**
     * When no call of the message waits or runs any more, and one was run, the agent says what came of it. After a stop it says
     * nothing: the call shows it.
     */
    void over(Tx tx, StoredCall call) {
        List<StoredCall> all = store.ofTurn(tx, call.turn());
        boolean open = all.stream().anyMatch(one -> one.status() == Status.PENDING || one.status() == Status.APPROVED);
        boolean stopped = all.stream().anyMatch(one -> one.status() == Status.STOPPED);
        if (!open && !stopped && all.stream().anyMatch(one -> one.approvedHash() != null)) {
            turns.over(tx, call);
        }
    }
}
