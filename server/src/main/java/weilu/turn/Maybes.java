package weilu.turn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Tx;
import weilu.gateway.Reach;
import weilu.id.MemberId;

/**
 * Looks once more at what an agent may have something to say about: after the people had time to answer, within its measure,
 * and only then by asking a model, with one cheap yes or no. Each is looked at by one node; one that died leaves it to others.
 */
final class Maybes implements AutoCloseable {
    /** People come first. */
    static final Duration QUESTION_WAIT = Duration.ofSeconds(45);
    static final Duration TALK_WAIT = Duration.ofSeconds(8);
    /** How often an hour a model is asked for one agent in one room. */
    static final int CONSULTS_HOURLY_MAX = 12;
    static final int AT_ONCE_MAX = 8;
    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LOOK_IDLE = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(Maybes.class.getName());

    private final Db db;
    private final Clock clock;
    private final AskWhether model;
    private final Consumer<Turn> start;
    private final MaybeStore store = new MaybeStore();
    private final TriggerStore agents = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final DecisionStore decisions = new DecisionStore();
    private final TriggerFacts facts = new TriggerFacts();
    private final Thread thread = Thread.ofVirtual().name("agent-maybes").unstarted(this::run);
    private boolean hasNew = true;
    private boolean closing;

    /** What is known before a model is asked: what decided already, or the agent and message to ask about. */
    private record Look(Optional<Decision> over, RoomAgent agent, Heard heard) {}

    Maybes(Db db, Clock clock, AskWhether model, Consumer<Turn> start) {
        this.db = db;
        this.clock = clock;
        this.model = model;
        this.start = start;
    }

    void open() {
        thread.start();
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        Keeper.awaitEnd(thread);
    }

    /** Keeps a maybe until its time has come. Returns what it replaces: the talk has gone on. */
    Optional<Maybe> keep(Tx tx, Maybe maybe, Instant now) {
        Duration wait = maybe.rule() == TriggerRule.OPEN_QUESTION ? QUESTION_WAIT : TALK_WAIT;
        tx.afterCommit(this::wake);
        return store.put(tx, maybe, now.plus(wait));
    }

    private synchronized void wake() {
        hasNew = true;
        notifyAll();
    }

    private void run() {
        while (!isClosing()) {
            try {
                boolean any = db.inTransaction(store::isAny);
                if (any) {
                    lookAtDue();
                }
                rest(any ? LOOK : LOOK_IDLE);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "looking at maybes failed and is tried again", e);
                rest(LOOK_IDLE);
            }
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private synchronized void rest(Duration most) {
        try {
            if (!hasNew && !closing) {
                wait(most.toMillis());
            } else if (!closing) {
                wait(LOOK.toMillis());
            }
            hasNew = false;
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** All whose time has come, one after the other. */
    void lookAtDue() {
        Instant now = clock.instant();
        List<Maybe> due = db.inTransaction(tx -> store.claimDue(tx, now, now.plus(HOLD), AT_ONCE_MAX));
        due.forEach(this::lookAt);
    }

    private void lookAt(Maybe maybe) {
        Optional<Look> look = db.inTransaction(tx -> before(tx, maybe));
        if (look.isEmpty()) {
            db.useTransaction(tx -> store.remove(tx, maybe));
            return;
        }
        if (look.get().over().isPresent()) {
            settle(maybe, look.get().over().get(), null);
            return;
        }
        TriggerRule said = switch (model.shouldSpeak(look.get().agent(), look.get().heard())) {
            case YES -> TriggerRule.SPOKE_UP;
            case NO -> TriggerRule.MODEL_SAID_NO;
            case FAILED -> TriggerRule.MODEL_FAILED;
            case BUDGET -> TriggerRule.BUDGET;
            case OTHER_SUBJECT -> TriggerRule.OTHER_SUBJECT;
        };
        settle(maybe, decision(maybe, said, Map.of()), said == TriggerRule.SPOKE_UP ? look.get().heard() : null);
    }

    /** Empty when the agent or the message is gone. */
    private Optional<Look> before(Tx tx, Maybe maybe) {
        Optional<RoomAgent> agent = agents.inRooms(tx, List.of(maybe.room())).stream()
                .filter(one -> one.member().equals(maybe.agent())).findFirst();
        Optional<Heard> heard = agents.message(tx, maybe.room(), maybe.message());
        if (agent.isEmpty() || heard.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Look(over(tx, maybe, agent.get(), heard.get()), agent.get(), heard.get()));
    }

    /** What speaks against it by now, without any model. */
    private Optional<Decision> over(Tx tx, Maybe maybe, RoomAgent agent, Heard heard) {
        Instant now = clock.instant();
        TriggerFacts.Company company = facts.company(tx, agents.inRooms(tx, List.of(maybe.room())), List.of(heard));
        TriggerSituation about = facts.about(tx, agent, company, heard, Optional.empty(), now).situation();
        MemberId author = heard.message().author();
        TriggerSituation[] loaded = {about};
        TriggerRule rule = TriggerRule.decide(about, () -> {
            loaded[0] = about.with(facts.load(tx, agent, author, now));
            return loaded[0].load();
        });
        if (!rule.isMaybe()) {
            return Optional.of(decision(maybe, rule, TriggerFacts.numbers(rule, loaded[0])));
        }
        if (rule == TriggerRule.OPEN_QUESTION && store.hasMovedOn(tx, maybe, author)) {
            return Optional.of(decision(maybe, TriggerRule.ANSWERED_MEANWHILE, Map.of()));
        }
        if (!Consent.read(tx, maybe.room()).letsAsk(author, Reach.LOCAL)) {
            return Optional.of(decision(maybe, TriggerRule.CONSENT, Map.of()));
        }
        if (!model.isThere()) {
            return Optional.of(decision(maybe, TriggerRule.NO_MODEL, Map.of()));
        }
        int consulted = store.consulted(tx, maybe, now);
        return consulted < CONSULTS_HOURLY_MAX ? Optional.empty()
                : Optional.of(decision(maybe, TriggerRule.CONSULTED_ENOUGH,
                        Map.of("turns", (long) consulted, "max", (long) CONSULTS_HOURLY_MAX)));
    }

    /** @param answer the message to answer, or null for silence */
    private void settle(Maybe maybe, Decision decision, Heard answer) {
        Optional<Turn> made = db.inTransaction(tx -> {
            if (!store.remove(tx, maybe)) {
                return Optional.empty();
            }
            decisions.put(tx, List.of(decision));
            if (answer == null) {
                return Optional.empty();
            }
            Turn turn = Turn.first(maybe.room(), maybe.agent(), maybe.message(), answer.message().author(), decision.rule(),
                    answer.message().hops() + 1, clock.instant(), maybe.message());
            return turns.insert(tx, turn) ? Optional.of(turn) : Optional.empty();
        });
        made.ifPresent(start);
    }

    private Decision decision(Maybe maybe, TriggerRule rule, Map<String, Long> numbers) {
        return new Decision(maybe.room(), maybe.agent(), maybe.message(), rule, numbers, clock.instant());
    }
}
