package weilu.turn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Tx;
import weilu.turn.ScheduleStore.Due;

/** Makes the turns that the clock asks for (TU21). The turn and the next time commit together, so that each comes once. */
final class Schedules implements AutoCloseable {
    static final Duration TICK = Duration.ofSeconds(5);
    /** What could not be said in time, for example because the server was down, is left out after this. */
    static final Duration LATE_MAX = Duration.ofHours(1);
    static final int DUE_MAX = 50;
    private static final System.Logger LOG = System.getLogger(Schedules.class.getName());

    private final Db db;
    private final Clock clock;
    private final Consumer<Turn> start;
    private final ScheduleStore store = new ScheduleStore();
    private final TriggerStore agents = new TriggerStore();
    private final TriggerFacts facts = new TriggerFacts();
    private final TurnStore turns = new TurnStore();
    private final Keeper keeper = new Keeper("agent-schedules", TICK, this::fireDue);

    /** @param start begins a turn that is committed; must return at once */
    Schedules(Db db, Clock clock, Consumer<Turn> start) {
        this.db = db;
        this.clock = clock;
        this.start = start;
    }

    void open() {
        keeper.open();
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** Makes a turn for everything that is due now. */
    void fireDue() {
        Instant now = clock.instant();
        for (Due due : db.inTransaction(tx -> store.due(tx, now, DUE_MAX))) {
            db.inTransaction(tx -> fire(tx, due, now)).ifPresent(start);
        }
    }

    private Optional<Turn> fire(Tx tx, Due due, Instant now) {
        if (!store.moveOn(tx, due, due.schedule().after(now)) || Duration.between(due.at(), now).compareTo(LATE_MAX) > 0) {
            return Optional.empty();
        }
        Optional<RoomAgent> agent = agents.inRooms(tx, List.of(due.room())).stream()
                .filter(one -> one.member().equals(due.agent())).findFirst();
        if (agent.isEmpty()) {
            return Optional.empty();
        }
        TriggerRule rule = TriggerRule.decide(facts.byClock(agent.get(), due, now),
                () -> facts.load(tx, agent.get(), due.setBy(), now));
        if (rule != TriggerRule.SCHEDULE) {
            LOG.log(System.Logger.Level.INFO, "agent {0} does not speak by its schedule: {1}", due.agent(), rule);
            return Optional.empty();
        }
        Turn turn = Turn.scheduled(due, agent.get().head(), now);
        return turns.insertScheduled(tx, turn, due.schedule().wish()) ? Optional.of(turn) : Optional.empty();
    }
}
