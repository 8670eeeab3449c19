package weilu.turn;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import weilu.db.Tx;
import weilu.id.ModelId;
import weilu.id.TurnId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.room.Membership;

/** Asks an agent about the same message once more: after a failure, after an edit, of another model, or beside the first. */
public final class AskAgain {
    /** Times that one agent is asked about one message. */
    public static final int ATTEMPTS_MAX = 8;

    private final Clock clock;
    private final Consumer<Turn> start;
    private final Consumer<TurnId> stop;
    private final TurnStore turns = new TurnStore();
    private final TriggerStore agents = new TriggerStore();
    private final TriggerFacts facts = new TriggerFacts();

    /**
     * How to ask.
     *
     * @param model the model that is wanted, or null: the one the agent usually has
     * @param beside whether the answer shall stand beside the first, to compare them
     */
    public record Wish(ModelId model, Boolean beside) {
        public static final Wish SAME = new Wish(null, null);

        boolean isBeside() {
            return Boolean.TRUE.equals(beside);
        }
    }

    /**
     * @param start begins a turn that is committed; must return at once
     * @param stop ends one wherever it runs, once it was asked to stop; must return at once
     */
    AskAgain(Clock clock, Consumer<Turn> start, Consumer<TurnId> stop) {
        this.clock = clock;
        this.start = start;
        this.stop = stop;
    }

    /**
     * Makes the turn, on the bill of the member who asks and with what they may read. Asking twice while the first is not
     * over is asking once, unless the question was changed in between. Where two talk alone, the new answer takes the place
     * of one that is still on its way: that ends with what it has said. The caller has locked the room.
     */
    public TurnId again(Tx tx, Membership membership, TurnId id, Wish wish) {
        Turn first = turns.find(tx, membership.room(), id)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such turn in this room"));
        if (first.reason() == TriggerRule.CONCLUSION || first.isScheduled()) {
            throw Refusal.of(ErrorCode.INVALID, "this was said once; ask for it with a message");
        }
        Instant now = clock.instant();
        membership.whyNotTalk(now).ifPresent(problem -> {
            throw new Refusal(problem);
        });
        List<TurnStore.Ended> tries = turns.tries(tx, membership.room(), first.agent(), first.trigger());
        boolean alone = membership.roomKind() == RoomView.Kind.DIRECT && !wish.isBeside();
        Instant changed = turns.changedAt(tx, first).orElse(Instant.MIN);
        Optional<TurnStore.Ended> open = tries.stream().filter(one -> one.end() == null && one.turn().attempt() > 0)
                .filter(one -> !alone || !one.turn().madeAt().isBefore(changed))
                .filter(one -> Objects.equals(one.turn().model(), wish.model())).findFirst();
        if (open.isPresent()) {
            return open.get().turn().id();
        }
        int attempt = tries.getLast().turn().attempt() + 1;
        if (attempt >= ATTEMPTS_MAX) {
            throw Refusal.of(ErrorCode.INVALID, "this was asked often enough; ask with another message");
        }
        requireRoom(tx, membership, first, now);
        Turn turn = new Turn(TurnId.of(first.agent(), first.trigger(), attempt, wish.model()), first.room(), first.agent(),
                first.trigger(), membership.member(), first.askerRead(), TriggerRule.ASKED_AGAIN, first.hops(), now,
                first.chain(), attempt, wish.model(), wish.isBeside() ? first.id() : null, false);
        turns.insert(tx, turn);
        turns.joinAll(tx, first.id(), turn.id());
        if (alone) {
            tries.stream().filter(one -> one.end() == null && one.turn().beside() == null).map(one -> one.turn().id())
                    .forEach(earlier -> {
                        turns.askToStop(tx, earlier);
                        tx.afterCommit(() -> stop.accept(earlier));
                    });
        }
        tx.afterCommit(() -> start.accept(turn));
        return turn.id();
    }

    /** What holds back an agent's turn holds back this one, and here somebody waits to be told. */
    private void requireRoom(Tx tx, Membership membership, Turn first, Instant now) {
        RoomAgent agent = agents.inRooms(tx, List.of(membership.room())).stream()
                .filter(one -> one.member().equals(first.agent())).findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "this agent is not in the room any more"));
        if (agent.manner().manner() == Manner.OFF && !agent.isDirect()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this agent is switched off in this room");
        }
        TriggerLoad load = facts.load(tx, agent, membership.member(), now);
        if (load.inRoom() >= TriggerLoad.TURNS_PER_ROOM_MINUTE_MAX
                || load.ofAsker() >= TriggerLoad.TURNS_PER_ASKER_MINUTE_MAX
                || load.openInRoom() >= TriggerLoad.TURNS_OPEN_PER_ROOM_MAX) {
            throw new Refusal(Problem.retryAt(
                    ErrorCode.RATE_LIMITED, now.plusSeconds(60), "too many answers at once; try again in a minute"));
        }
    }
}
