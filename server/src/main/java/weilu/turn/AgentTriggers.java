package weilu.turn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import weilu.db.BoundedQueue;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Pause;
import weilu.db.Rest;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.room.LoggedEvent;
import weilu.room.RoomTail;

/**
 * Reads the logs of rooms with agents behind a durable cursor and makes turns by {@link TriggerRule}. Rooms that are woken
 * while one pass runs are taken together in the next, so that a thousand messages cost a few statements.
 */
public final class AgentTriggers implements AutoCloseable {
    static final int ROOMS_PER_PASS_MAX = 256;
    static final int ROOMS_WOKEN_MAX = 100_000;
    static final int MESSAGES_PER_PASS_MAX = 200;
    /** A cursor is saved with a turn, or when it is this far ahead of what is saved; what is read twice does nothing. */
    static final int UNSAVED_MAX = 50;
    static final int CURSORS_KEPT_MAX = 100_000;
    static final int ROOMS_GLANCED_MAX = 10_000;
    /** In a message as the log has it: an @, a mention or a quote. */
    private static final Pattern ADDRESSES = Pattern.compile("@|\"mentions\":\\[\\d|\"quote\":\\d");
    private static final int REST_TIMES = 16;
    private static final Duration REST_MAX = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(AgentTriggers.class.getName());

    private final Db db;
    private final Clock clock;
    private final Consumer<Turn> start;
    private final Maybes maybes;
    private final Greetings greetings;
    private final BiConsumer<RoomId, String> expects;
    private final AskedTogether together = new AskedTogether();
    private final TriggerStore store = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final DecisionStore decisions = new DecisionStore();
    private final TriggerFacts facts = new TriggerFacts();
    private final Cache<MemberId, Seq> looked = Caffeine.newBuilder().maximumSize(CURSORS_KEPT_MAX).build();
    private final RoomTail tail;
    /** How far each room was glanced at when it was last woken. */
    private final Cache<RoomId, Seq> glanced = Caffeine.newBuilder().maximumSize(ROOMS_GLANCED_MAX).build();
    private final Set<RoomId> woken = new LinkedHashSet<>();
    private final Thread thread;
    /** A busy room's messages are looked at together. */
    private final Rest rest = new Rest(REST_TIMES, REST_MAX);
    /** Somebody seems to speak to an agent, and waits for its answer. */
    private boolean isUrgent;
    private boolean isMissing;
    private boolean closing;

    /** What one look at several rooms works with, and what it comes to. */
    private record Pass(
            TriggerFacts.Company company, List<Arrival> arrivals, Instant now, List<Turn> made, List<Decision> decided) {}

    /**
     * @param expects hears what a turn that is being made will ask of its room; must return at once
     * @param start begins a turn that is committed; must return at once
     */
    AgentTriggers(Db db, RoomTail tail, Clock clock, Maybes maybes, Greetings greetings, BiConsumer<RoomId, String> expects,
            Consumer<Turn> start) {
        this.greetings = greetings;
        this.expects = expects;
        this.db = db;
        this.maybes = maybes;
        this.tail = tail;
        this.clock = clock;
        this.start = start;
        thread = Thread.ofPlatform().daemon().name("agent-triggers").unstarted(this::run);
    }

    /** Begins to look, first at everything that came while the server was down. */
    void open() {
        thread.start();
        wakeAll();
    }

    /** The room's log has grown up to here; returns at once. Who speaks to an agent need not wait until a rest is over. */
    public void wake(RoomId room, Seq upTo) {
        Seq before = glanced.asMap().put(room, upTo);
        Seq from = before == null || before.compareTo(upTo) >= 0 ? new Seq(upTo.value() - 1) : before;
        boolean addresses = tail.after(room, from).stream().flatMap(List::stream).map(LoggedEvent::json)
                .anyMatch(ADDRESSES.asPredicate());
        synchronized (this) {
            isUrgent |= addresses;
            wake(room);
        }
    }

    /** The same, for what need not be at once. */
    public synchronized void wake(RoomId room) {
        if (woken.size() < ROOMS_WOKEN_MAX || woken.contains(room)) {
            woken.add(room);
        } else {
            isMissing = true;
        }
        notifyAll();
    }

    /** Rooms to look at, each once. Those beyond are looked up again when these are done. */
    BoundedQueue queue() {
        return new BoundedQueue("agent_rooms", this::wokenRooms, ROOMS_WOKEN_MAX);
    }

    private synchronized int wokenRooms() {
        return woken.size();
    }

    /** The database was away, and may have lost what did not wait for its disk: goes back to where cursors are saved. */
    void lookAgain() {
        looked.invalidateAll();
        wakeAll();
    }

    /** Looks at every room again, for hints that were lost. */
    public void wakeAll() {
        db.inTransaction(store::behind).forEach(this::wake);
    }

    /** Waits for the pass at hand; an interrupt would break its connection. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        Keeper.awaitEnd(thread);
    }

    private void run() {
        for (List<RoomId> rooms = next(); !rooms.isEmpty(); rooms = next()) {
            try {
                long began = System.nanoTime();
                drain(rooms);
                rest.after(began);
                wakeMissing();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "looking for triggers failed and is tried again", e);
                pause();
                rooms.forEach(this::wake);
            }
        }
    }

    private void wakeMissing() {
        synchronized (this) {
            if (!isMissing || !woken.isEmpty()) {
                return;
            }
            isMissing = false;
        }
        wakeAll();
    }

    private synchronized List<RoomId> next() {
        try {
            while (!closing && !isDue()) {
                rest.await(this, woken.isEmpty());
            }
        } catch (InterruptedException e) {
            return List.of();
        }
        isUrgent = false;
        List<RoomId> rooms = new ArrayList<>();
        Iterator<RoomId> each = woken.iterator();
        while (!closing && each.hasNext() && rooms.size() < ROOMS_PER_PASS_MAX) {
            rooms.add(each.next());
            each.remove();
        }
        return rooms;
    }

    private boolean isDue() {
        return woken.size() >= ROOMS_PER_PASS_MAX || !woken.isEmpty() && (isUrgent || rest.isOver());
    }

    /** Looks at what these rooms said since their agents last looked; turns, decisions and cursors commit together. */
    void drain(Collection<RoomId> rooms) {
        Map<MemberId, Seq> seen = new HashMap<>();
        List<Turn> made = db.inTransaction(tx -> {
            tx.needNotLast();
            List<RoomAgent> agents = store.inRooms(tx, rooms);
            Map<RoomId, Seq> from = earliest(agents);
            List<Heard> heard = store.messagesAfter(tx, from, MESSAGES_PER_PASS_MAX);
            Map<RoomId, List<Heard>> byRoom = new HashMap<>();
            heard.forEach(one -> byRoom.computeIfAbsent(one.room(), room -> new ArrayList<>()).add(one));
            Pass pass = new Pass(facts.company(tx, agents, heard), greetings.arrivals(tx, agents, from), clock.instant(),
                    new ArrayList<>(), new ArrayList<>());
            for (RoomAgent agent : agents) {
                List<Heard> messages = byRoom.getOrDefault(agent.room(), List.of());
                seen.put(agent.member(), look(tx, agent, messages, pass));
            }
            decisions.put(tx, pass.decided());
            return pass.made();
        });
        looked.putAll(seen);
        made.forEach(start);
    }

    /** For each room, where the agent that has looked least far stands. */
    private Map<RoomId, Seq> earliest(List<RoomAgent> agents) {
        Map<RoomId, Seq> places = new HashMap<>();
        agents.forEach(agent -> places.merge(agent.room(), cursorOf(agent), (one, other) ->
                one.compareTo(other) < 0 ? one : other));
        return places;
    }

    private Seq cursorOf(RoomAgent agent) {
        Seq kept = looked.getIfPresent(agent.member());
        return kept == null || kept.compareTo(agent.cursor()) < 0 ? agent.cursor() : kept;
    }

    /** One agent's look at the new messages of its room; returns how far it has looked now. */
    private Seq look(Tx tx, RoomAgent agent, List<Heard> messages, Pass pass) {
        Seq from = cursorOf(agent);
        Seq to = messages.size() < MESSAGES_PER_PASS_MAX ? agent.head() : messages.getLast().seq();
        boolean acted = false;
        Optional<Heard> before = Optional.empty();
        for (Heard one : messages) {
            if (one.seq().compareTo(from) > 0) {
                to = one.seq().compareTo(to) > 0 ? one.seq() : to;
                acted |= act(tx, agent, one, before, pass);
            }
            before = Optional.of(one);
        }
        for (Arrival one : pass.arrivals()) {
            acted |= one.room().equals(agent.room()) && one.seq().compareTo(from) > 0 && one.seq().compareTo(to) <= 0
                    && greetings.act(tx, agent, one, pass.now());
        }
        if (acted || to.value() - agent.cursor().value() >= UNSAVED_MAX) {
            store.saveCursor(tx, agent.room(), agent.member(), to);
        }
        if (messages.size() == MESSAGES_PER_PASS_MAX) {
            tx.afterCommit(() -> wake(agent.room()));
        }
        return to;
    }

    /** Tells whether there is something to be kept. */
    private boolean act(Tx tx, RoomAgent agent, Heard heard, Optional<Heard> before, Pass pass) {
        TriggerFacts.Found found = facts.about(tx, agent, pass.company(), heard, before, pass.now());
        AskedTogether.Place place = new AskedTogether.Place.Free();
        boolean merges = together.mayMerge(agent, heard, TriggerRule.wish(found.situation()));
        if (merges) {
            place = together.place(tx, agent, heard);
            if (place instanceof AskedTogether.Place.Joined) {
                return true;
            }
        }
        TriggerLoad[] load = {TriggerLoad.NONE};
        TriggerRule rule = TriggerRule.decide(found.situation(),
                () -> load[0] = facts.load(tx, agent, found.root().asker(), pass.now()));
        LOG.log(System.Logger.Level.DEBUG, "room {0} message {1} agent {2}: {3}",
                heard.room(), heard.seq(), agent.member(), rule);
        if (rule.makesTurn()) {
            Turn turn = Turn.first(heard.room(), agent.member(), heard.seq(), found.root().asker(), rule,
                    heard.message().hops() + 1, pass.now(), found.root().chain());
            expect(heard, agent, pass.now());
            make(tx, merges ? turn.merging() : turn, place, pass);
            return true;
        }
        if (rule.isMaybe()) {
            Maybe maybe = new Maybe(heard.room(), agent.member(), heard.seq(), rule);
            maybes.keep(tx, maybe, pass.now()).ifPresent(earlier -> pass.decided().add(new Decision(earlier.room(),
                    earlier.agent(), earlier.message(), TriggerRule.ANSWERED_MEANWHILE, Map.of(), pass.now())));
            return true;
        }
        if (TriggerFacts.mustBeKept(rule, found.situation())) {
            pass.decided().add(new Decision(heard.room(), agent.member(), heard.seq(), rule,
                    TriggerFacts.numbers(rule, found.situation().with(load[0])), pass.now()));
            return true;
        }
        return false;
    }

    private void expect(Heard heard, RoomAgent agent, Instant now) {
        Intent intent = ReadIntent.of(heard.message().body(), null, agent.name(), now.atZone(ZoneOffset.UTC).toLocalDate());
        if (intent instanceof Intent.Ask ask) {
            expects.accept(heard.room(), ask.question());
        }
    }

    private void make(Tx tx, Turn turn, AskedTogether.Place place, Pass pass) {
        if (!turns.insert(tx, turn)) {
            return;
        }
        if (place instanceof AskedTogether.Place.Behind behind) {
            together.hold(tx, turn, behind.running(), pass.now());
        } else {
            pass.made().add(turn);
        }
    }

    private synchronized void pause() {
        try {
            Pause.hold(this, PAUSE_AFTER_FAILURE, () -> closing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
