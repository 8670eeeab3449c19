package weilu.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import weilu.agent.AgentProfile;
import weilu.agent.AgentWords;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.protocol.Answer;
import weilu.protocol.RoomView;
import weilu.room.RoomAccess;

/** Greets who comes into a room where its people want that: in a line of our own and the agent's greeting, without a model. */
final class Greetings {
    /** Those who come within this time of the first are greeted with them. */
    static final Duration WAIT = Duration.ofSeconds(5);
    static final int ARRIVALS_PER_PASS_MAX = 200;
    static final int NAMED_MAX = 10;

    private final RoomAccess access;
    private final TriggerStore store = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final TriggerFacts facts = new TriggerFacts();

    Greetings(RoomAccess access) {
        this.access = access;
    }

    /** Who came into rooms in which somebody greets. */
    List<Arrival> arrivals(Tx tx, List<RoomAgent> agents, Map<RoomId, Seq> after) {
        Map<RoomId, Seq> places = new HashMap<>();
        agents.stream().filter(agent -> agent.manner().greets()).map(RoomAgent::room)
                .forEach(room -> places.put(room, after.get(room)));
        return places.isEmpty() ? List.of() : store.arrivalsAfter(tx, places, ARRIVALS_PER_PASS_MAX);
    }

    /** Makes a turn that waits for more newcomers, or joins this one to it; tells whether the agent will greet them. */
    boolean act(Tx tx, RoomAgent agent, Arrival arrival, Instant now) {
        TriggerSituation about = facts.about(tx, agent, arrival, now);
        if (TriggerRule.wish(about) != TriggerRule.JOINED) {
            return false;
        }
        Optional<Turn> waiting = turns.waitingGreeting(tx, agent.room(), agent.member());
        if (waiting.isPresent()) {
            turns.join(tx, waiting.get().id(), agent.room(), arrival.seq(), arrival.member());
            return true;
        }
        if (TriggerRule.decide(about, () -> facts.load(tx, agent, arrival.member(), now)) != TriggerRule.JOINED) {
            return false;
        }
        Turn turn = Turn.first(agent.room(), agent.member(), arrival.seq(), arrival.member(), TriggerRule.JOINED, 1, now,
                arrival.seq());
        if (turns.insert(tx, turn)) {
            turns.hold(tx, turn.id(), now.plus(WAIT), null);
        }
        return true;
    }

    /** What it says, to those who are still there; empty when nobody is. */
    Optional<Draft> draft(Tx tx, Turn turn, AgentProfile profile, RoomView room) {
        List<Asker> newcomers = Stream.concat(Stream.of(turn.asker()),
                        turns.also(tx, turn.id()).stream().map(TurnStore.Also::whose)).distinct()
                .map(member -> store.asker(tx, member)).flatMap(Optional::stream)
                .filter(one -> access.find(tx, turn.room(), one.account()).isPresent()).toList();
        if (newcomers.isEmpty()) {
            return Optional.empty();
        }
        List<Asker> named = newcomers.stream().limit(NAMED_MAX).toList();
        AgentWords words = AgentWords.of(newcomers.getFirst().language());
        String line = words.welcome(named.stream().map(one -> "@" + one.name()).toList(), newcomers.size() - named.size(),
                room.name());
        String own = profile.definition().greeting();
        Answer answer = new Answer(turn.id(), Answer.Kind.GREETING, Answer.Engine.EXTRACTIVE, null, null, List.of());
        return Optional.of(new Draft(turn.room(), profile.account(), turn.clientMessageId(),
                own.isEmpty() ? line : line + "\n\n" + own, null, named.stream().map(Asker::member).toList(), List.of(),
                turn.hops(), answer));
    }
}
