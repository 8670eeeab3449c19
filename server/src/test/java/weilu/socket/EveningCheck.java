package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import weilu.turn.SimulatedAgents;
import weilu.db.Db;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog;
import weilu.socket.RoomSimulation.Fate;

/** What must hold when an evening is over. */
final class EveningCheck {
    private final Db db;
    private final RoomLog log;
    private final RoomId room;
    private final MemberId agent;
    private final Set<ClientMessageId> sent;
    private final List<SimulatedClient> clients;
    private final Consumer<Fate> count;

    EveningCheck(
            Db db, RoomLog log, RoomId room, MemberId agent, Set<ClientMessageId> sent, List<SimulatedClient> clients,
            Consumer<Fate> count) {
        this.db = db;
        this.log = log;
        this.room = room;
        this.agent = agent;
        this.sent = sent;
        this.clients = clients;
        this.count = count;
    }

    void check() {
        List<LoggedEvent> logged = db.inTransaction(tx -> log.read(tx, room, Seq.START, 100_000));
        Set<ClientMessageId> inLog = new HashSet<>();
        Map<Seq, Seq> answers = new HashMap<>();
        for (int i = 0; i < logged.size(); i++) {
            assertThat(logged.get(i).seq().value()).as("[RM1] no gaps").isEqualTo(i + 1);
            if (logged.get(i).event() instanceof MessagePosted posted) {
                if (posted.author().equals(agent)) {
                    checkAnswer(logged, logged.get(i).seq(), posted);
                    assertThat(answers.put(posted.quote(), logged.get(i).seq())).as("[TU3] one answer").isNull();
                } else {
                    assertThat(inLog.add(posted.clientMessageId())).as("[MS1] once").isTrue();
                }
            }
        }
        assertThat(inLog).as("all that was written arrived").isEqualTo(sent);
        checkAsks(logged, answers);
        clients.forEach(client -> checkClient(logged, client));
    }

    /** An answer follows the ask it quotes, and says what an engine said. */
    private void checkAnswer(List<LoggedEvent> logged, Seq at, MessagePosted answer) {
        assertThat(answer.quote().isAfter(at)).as("[TU3] the ask comes first").isFalse();
        MessagePosted ask = (MessagePosted) logged.get((int) answer.quote().value() - 1).event();
        assertThat(ask.body()).startsWith(RoomSimulation.ASK);
        assertThat(answer.clientMessageId().value()).isEqualTo(answer.answer().turn().value());
        count.accept(Fate.ANSWERED);
        if (answer.answer().engine() == Answer.Engine.MODEL) {
            count.accept(Fate.BY_MODEL);
            assertThat(String.join("", SimulatedAgents.WORDS)).startsWith(answer.body());
        }
        if (answer.answer().note() == Answer.Note.STOPPED) {
            count.accept(Fate.STOPPED);
        }
        if (answer.answer().note() == Answer.Note.PROVIDER_FAILED) {
            count.accept(Fate.PROVIDER_FAILED);
        }
    }

    /** Each ask has one turn, each turn has ended, and has its answer unless it was given up. */
    private void checkAsks(List<LoggedEvent> logged, Map<Seq, Seq> answers) {
        record Ended(Seq trigger, int attempts, String outcome) {}
        List<Ended> turns = db.inTransaction(tx -> tx.handle().createQuery("""
                        select trigger_seq, attempts, outcome from turn where room_id = :room order by trigger_seq
                        """)
                .bind("room", room)
                .map((row, context) -> new Ended(
                        new Seq(row.getLong("trigger_seq")), row.getInt("attempts"), row.getString("outcome")))
                .list());
        List<Seq> asks = logged.stream()
                .filter(one -> one.event() instanceof MessagePosted posted && posted.body().startsWith(RoomSimulation.ASK))
                .map(LoggedEvent::seq).toList();
        List<Seq> joined = db.inTransaction(tx -> tx.handle().createQuery("select seq from turn_also where room_id = :room")
                .bind("room", room).mapTo(Seq.class).list());
        List<Seq> triggers = Stream.concat(turns.stream().map(Ended::trigger), joined.stream()).toList();
        assertThat(asks).as("[TU2] a turn for asks alone").containsAll(triggers);
        assertThat(triggers).as("[TU2] one turn answers each ask, unless too many wait").doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(Math.min(asks.size(), SimulatedAgents.waitingMax()));
        for (Ended turn : turns) {
            String expected = answers.containsKey(turn.trigger()) ? "replied" : "given_up";
            assertThat(turn.outcome()).as("[TU3] the turn for message " + turn.trigger()).isEqualTo(expected);
            if (turn.attempts() > 1) {
                count.accept(Fate.TRIED_AGAIN);
            }
        }
    }

    private void checkClient(List<LoggedEvent> logged, SimulatedClient client) {
        assertThat(client.outbox).isEmpty();
        assertThat(client.cursor).isEqualTo(logged.getLast().seq());
        client.seen.forEach((seq, event) ->
                assertThat(event.event()).isEqualTo(logged.get((int) seq.value() - 1).event()));
        client.accepted.forEach((id, seq) -> assertThat(
                ((MessagePosted) logged.get((int) seq.value() - 1).event()).clientMessageId()).isEqualTo(id));
        assertThat(client.resyncNeeded || client.seen.size() == logged.size()).as("[SK2] complete").isTrue();
        if (client.resyncNeeded) {
            count.accept(Fate.RESYNCED);
        }
    }
}
