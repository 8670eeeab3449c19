package weilu.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import weilu.agent.AgentProfile;
import weilu.agent.Agents;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.AskPurpose;
import weilu.gateway.AskRefusal;
import weilu.gateway.ModelAsk;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelOutcome;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Prompt;
import weilu.gateway.Reach;
import weilu.gateway.StopSignal;
import weilu.id.MemberId;
import weilu.id.TurnId;
import weilu.message.ReadMessages;
import weilu.protocol.Json;
import weilu.protocol.MessageView;

/** Asks a model whether an agent should say something unasked: a few of the last words, and one yes or no. */
final class AskWhether {
    static final int RECENT_MAX = 6;

    private final Db db;
    private final ModelGateway gateway;
    private final ReadMessages messages;
    private final Agents profiles;
    private final Subjects subjects;
    private final PromptPages pages = new PromptPages();
    private final TriggerStore agents = new TriggerStore();

    /** OTHER_SUBJECT: no model was asked, for it is about nothing that the agent is for. */
    enum Verdict { YES, NO, FAILED, BUDGET, OTHER_SUBJECT }

    /** Who asks, so to speak, of whom, and where; and whether the agent's files say something to it. */
    private record Situation(Asker asker, AgentProfile profile, String room, boolean inFiles) {}

    AskWhether(Db db, ModelGateway gateway, ReadMessages messages, Agents profiles, Subjects subjects) {
        this.subjects = subjects;
        this.db = db;
        this.gateway = gateway;
        this.messages = messages;
        this.profiles = profiles;
    }

    boolean isThere() {
        return gateway.isConfigured();
    }

    /** Blocks until the model has said so. What is not a plain yes is silence. */
    Verdict shouldSpeak(RoomAgent agent, Heard heard) {
        Optional<Situation> situation = db.inTransaction(tx -> situation(tx, agent, heard));
        if (situation.isEmpty()) {
            return Verdict.NO;
        }
        if (!situation.get().inFiles()
                && !subjects.mayConcern(situation.get().profile().definition(), heard.message().body())) {
            return Verdict.OTHER_SUBJECT;
        }
        Asker asker = situation.get().asker();
        TurnId turn = TurnId.of(agent.member(), heard.seq());
        OutboundLedger.Reason reason = new OutboundLedger.Reason(agent.room(), turn, asker.member(), asker.account(),
                agent.account(), AskPurpose.ROUTING, Turn.chainId(agent.room(), heard.seq()));
        ModelAsk ask = new ModelAsk(reach -> db.inTransaction(tx -> prompt(tx, agent, heard, situation.get(), reach)),
                situation.get().profile().definition().model(), 0.0, false, List.of(), true);
        ModelOutcome outcome = gateway.stream(reason, ask, text -> { }, new StopSignal());
        return switch (outcome) {
            case ModelOutcome.Completed done -> verdict(done.text());
            case ModelOutcome.Refused refused when refused.why() instanceof AskRefusal.QuotaUsedUp -> Verdict.BUDGET;
            case ModelOutcome.Refused _, ModelOutcome.Failed _, ModelOutcome.Stopped _ -> Verdict.FAILED;
        };
    }

    static Verdict verdict(String text) {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        if (from < 0 || to < from) {
            return Verdict.FAILED;
        }
        try {
            JsonNode speak = Json.mapper().readTree(text.substring(from, to + 1)).path("speak");
            return !speak.isBoolean() ? Verdict.FAILED : speak.booleanValue() ? Verdict.YES : Verdict.NO;
        } catch (JsonProcessingException e) {
            return Verdict.FAILED;
        }
    }

    private Optional<Situation> situation(Tx tx, RoomAgent agent, Heard heard) {
        return agents.asker(tx, heard.message().author()).map(asker -> {
            AgentProfile profile = profiles.in(tx, agent.room(), agent.account());
            boolean inFiles = !profiles.passages(tx, profile, heard.message().body()).isEmpty();
            return new Situation(asker, profile, new LogPlaces().roomName(tx, agent.room()), inFiles);
        });
    }

    /** The words are read, and filtered by consent, in one transaction; empty when nothing may be asked. */
    private Optional<Prompt> prompt(Tx tx, RoomAgent agent, Heard heard, Situation situation, Reach reach) {
        Consent consent = Consent.read(tx, agent.room());
        MemberId asker = situation.asker().member();
        if (!consent.letsAsk(asker, reach)) {
            return Optional.empty();
        }
        List<MessageView> last = messages.before(tx, agent.room(), heard.seq().next(), RECENT_MAX).messages().stream()
                .filter(view -> consent.lets(view, reach)).toList();
        List<Quoted> recent = Quoting.conversation(tx, messages, agent.room(), last);
        return Optional.of(pages.whether(TurnId.of(agent.member(), heard.seq()), situation.profile(), situation.room(),
                heard.at().atZone(situation.asker().zone()), recent,
                consent.reach(asker, last)));
    }
}
