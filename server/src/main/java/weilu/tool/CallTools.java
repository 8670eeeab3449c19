package weilu.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import weilu.db.Db;
import weilu.gateway.CallWish;
import weilu.gateway.StopSignal;
import weilu.id.ToolCallId;
import weilu.id.TurnId;
import weilu.protocol.RoomView;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;
import weilu.tool.CallArguments.Reading;

/** Makes a model's wish a call, or says why it is none; each leaves a row (TL1, TL2, TL5). */
public final class CallTools {
    public static final Duration CALL_TIME_MAX = Duration.ofSeconds(60);
    static final Duration HOLD = CALL_TIME_MAX.plusSeconds(30);
    public static final int CALLS_PER_TURN_MAX = 20;
    public static final int RESULT_CHARACTERS_MAX = 12_000;
    static final int KEPT_CHARACTERS_MAX = 500;
    private static final System.Logger LOG = System.getLogger(CallTools.class.getName());

    private final Db db;
    private final Tools tools;
    private final RoomTools rooms;
    private final Clock clock;
    private final ToolCallStore store = new ToolCallStore();

    public CallTools(Db db, Tools tools, RoomTools rooms, Clock clock) {
        this.db = db;
        this.tools = tools;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** What became of a wish. */
    public sealed interface Called {
        /** It ran; the result says whether it worked. */
        record Ran(ToolCall shown, ToolResult result) implements Called {}

        /** A person has to agree first. */
        record Waits(ToolCall shown) implements Called {}

        /** It is no call: no such tool here, or other arguments are needed. */
        record Refused(String problem) implements Called {}
    }

    /** How many calls the turn has made; what an earlier try of it left waiting is void. */
    public int begin(TurnId turn) {
        return db.inTransaction(tx -> {
            store.discard(tx, turn, clock.instant());
            return store.countOfTurn(tx, turn);
        });
    }

    /** @param number counts the calls of the turn, those of earlier tries too */
    public Called call(ToolContext context, Tools.Toolset granted, CallWish wish, int number) {
        Tool tool = granted.find(wish.tool()).orElse(null);
        if (tool == null) {
            return refused(context, wish, number, "there is no tool called " + cut(wish.tool(), 64) + " here");
        }
        if (number >= CALLS_PER_TURN_MAX) {
            return new Called.Refused("no more than " + CALLS_PER_TURN_MAX + " calls in one turn");
        }
        return switch (CallArguments.read(tool, wish.arguments())) {
            case Reading.Bad bad -> refused(context, wish, number, bad.problem());
            case Reading.Good good -> tool.check(context, good.arguments().json())
                    .map(problem -> refused(context, wish, number, problem))
                    .orElseGet(() -> begun(context, tool, good.arguments(), number));
        };
    }

    private Called begun(ToolContext context, Tool tool, CallArguments arguments, int number) {
        return tool.needsApproval(context, arguments.json()) ? waits(context, tool, arguments, number)
                : ran(context, tool, arguments, number);
    }

    /** A call that was begun has ended, with its tool or before it. */
    record Ended(ToolResult result, Status status) {
        static Ended of(ToolResult result) {
            return new Ended(result, result.succeeded() ? Status.SUCCEEDED : Status.FAILED);
        }
    }

    /**
     * Runs it within its time; a fault becomes a result that says so. A stop ends it at once, whatever the tool does: what it
     * waits for is cancelled, and what it might still bring is dropped (TL12).
     */
    static Ended run(Tool tool, ToolContext context, CallArguments arguments) {
        AtomicReference<ToolResult> result = new AtomicReference<>();
        StopSignal own = new StopSignal();
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofVirtual().name("tool-" + tool.name()).start(() -> {
            try {
                result.set(tool.run(context.stoppedBy(own), arguments.json()));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "tool " + tool.name() + " of turn " + context.turn() + " failed", e);
                result.set(ToolResult.failed("the tool failed"));
            } finally {
                over.countDown();
            }
        });
        context.stop().whenStopped(over::countDown);
        try {
            if (!over.await(CALL_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return Ended.of(ToolResult.failed("it took longer than " + CALL_TIME_MAX.toSeconds() + " seconds"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ended.of(ToolResult.failed("it was interrupted"));
        } finally {
            context.stop().whenStopped(() -> { });
            own.stop();
        }
        ToolResult ended = result.get();
        if (context.stop().isStopped() && (ended == null || !ended.succeeded())) {
            return new Ended(ToolResult.failed("it was stopped"), Status.STOPPED);
        }
        String text = cut(ended.text().replace("\0", ""), RESULT_CHARACTERS_MAX);
        return Ended.of(new ToolResult(ended.succeeded(), text, ended.messages(), ended.files()));
    }

    /** What is kept of a result: of the room's words only how much it was (TL5). */
    static String kept(Effect effect, ToolResult result) {
        if (hasWords(effect, result)) {
            return result.messages().size() + " messages, " + result.text().length() + " characters";
        }
        return cut(result.text(), KEPT_CHARACTERS_MAX);
    }

    /** Whether words of the room may be in it. */
    static boolean hasWords(Effect effect, ToolResult result) {
        return effect == Effect.READS_ROOM || !result.messages().isEmpty();
    }

    private Called waits(ToolContext context, Tool tool, CallArguments arguments, int number) {
        Approvers approvers = context.asker().roomKind() == RoomView.Kind.DIRECT ? Approvers.ASKER
                : db.inTransaction(tx -> rooms.read(tx, context.room()).approvers());
        StoredCall call = stored(context, tool.name(), tool.effect(), arguments, number, approvers, Status.PENDING);
        db.useTransaction(tx -> store.insert(tx, call, null));
        return new Called.Waits(call.shown());
    }

    private Called ran(ToolContext context, Tool tool, CallArguments arguments, int number) {
        StoredCall call = stored(context, tool.name(), tool.effect(), arguments, number, null, Status.APPROVED);
        db.useTransaction(tx -> store.insert(tx, call, clock.instant().plus(HOLD)));
        Ended ended = run(tool, context, arguments);
        db.useTransaction(tx -> store.end(tx, call.id(), ended.status(), kept(tool.effect(), ended.result()),
                StoredCall.Brought.NOTHING, clock.instant()));
        return new Called.Ran(call.shown().becoming(ended.status(), null, null), ended.result());
    }

    private Called refused(ToolContext context, CallWish wish, int number, String problem) {
        if (number < CALLS_PER_TURN_MAX) {
            Effect effect = tools.find(wish.tool()).map(Tool::effect).orElse(Effect.PURE);
            String written = CallArguments.shown(cut(wish.arguments(), CallArguments.CHARACTERS_MAX));
            StoredCall call = new StoredCall(ToolCallId.of(context.turn(), number, 0), context.turn(),
                    context.filed().room(), context.filed().agent(), context.filed().asker(), cut(wish.tool(), 64),
                    effect, written, "", null,
                    Status.FAILED, null, null, null, null, problem, clock.instant(), clock.instant(), StoredCall.Brought.NOTHING);
            db.useTransaction(tx -> store.insert(tx, call, null));
        }
        return new Called.Refused(problem);
    }

    private StoredCall stored(ToolContext context, String tool, Effect effect, CallArguments arguments, int number,
            Approvers approvers, Status status) {
        Instant now = clock.instant();
        return new StoredCall(ToolCallId.of(context.turn(), number, 0), context.turn(), context.filed().room(),
                context.filed().agent(), context.filed().asker(), tool, effect, arguments.canonical(),
                arguments.hash(tool), approvers, status,
                null, null, null, null, null, now, null, StoredCall.Brought.NOTHING);
    }

    static String cut(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax) + "…";
    }

    /** The calls a turn has made. */
    public List<StoredCall> ofTurn(TurnId turn) {
        return db.inTransaction(tx -> store.ofTurn(tx, turn));
    }
}
