package weilu.turn;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.agent.AgentDefinition;
import weilu.agent.AgentProfile;
import weilu.agent.Agents;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.ExampleRouter.Decision;
import weilu.gateway.ExampleRouter.Example;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.message.ReadMessages;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Kind;
import weilu.protocol.MessageView;
import weilu.turn.ChainStore.Link;

/**
 * The host passes a question on to an agent that knows more of it (TU22): its model by choosing from ids, and without such a
 * model the agent whose own lines are nearest to the question. What follows is a turn by {@link TriggerRule}, like any other.
 */
final class PassOn {
    static final int AGENTS_MAX = 16;
    static final int ABOUT_CHARACTERS_MAX = 160;
    /** Somebody has asked the host for an answer. */
    private static final Set<TriggerRule> ASKED =
            Set.of(TriggerRule.MENTIONED, TriggerRule.QUOTED, TriggerRule.FOLLOW_UP, TriggerRule.HANDED_OVER);

    private final Db db;
    private final Agents profiles;
    private final Clock clock;
    private final Subjects subjects;
    private final TriggerStore agents = new TriggerStore();
    private final ChainStore chains = new ChainStore();
    private final TriggerFacts facts = new TriggerFacts();

    /** An agent that would answer if the question were passed on to it. */
    private record Candidate(RoomAgent agent, AgentDefinition definition) {}

    PassOn(Db db, Agents profiles, Subjects subjects, Clock clock) {
        PassOnTool.checkPage();
        this.db = db;
        this.profiles = profiles;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** Whether an answer passes its question on to this agent. */
    static boolean isPassedTo(MemberId agent, Answer answer) {
        return answer != null && agent.equals(answer.passedTo());
    }

    /**
     * What the agent is to answer: the message, or the question that is passed on to it with the message, without the name of
     * the agent that was asked first.
     */
    static Optional<MessageView> question(Tx tx, ReadMessages messages, RoomId room, MemberId agent, MessageView message) {
        if (!isPassedTo(agent, message.answer())) {
            return Optional.of(message);
        }
        String first = new TriggerStore().asker(tx, message.author()).map(Asker::name).orElse("?");
        return message.quote() == null ? Optional.empty() : messages.find(tx, room, message.quote())
                .map(question -> question.withBody(question.body().replace("@" + first, "").strip()));
    }

    /** For the host's model, where there is anybody to choose. */
    Optional<PassOnTool> tool(TurnContext context) {
        List<Candidate> candidates = candidates(context);
        return candidates.isEmpty() ? Optional.empty() : Optional.of(new PassOnTool(
                candidates.stream().map(PassOn::offer).toList(),
                id -> candidates(context).stream().anyMatch(one -> one.agent().member().equals(id))));
    }

    /**
     * Without a model that chooses: to the agent whose own lines are nearest to the question, and near enough.
     *
     * @param modelSpeaks whether any model may answer; where none does, only an agent whose files say something knows more
     */
    Optional<Reply> byLines(TurnContext context, boolean modelSpeaks) {
        if (!(context.intent() instanceof Intent.Ask ask)) {
            return Optional.empty();
        }
        List<Candidate> candidates = candidates(context).stream()
                .filter(one -> modelSpeaks || hasFilesOn(one, ask.question())).toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<Example<MemberId>> lines = new ArrayList<>(Subjects.of(context.profile().definition(), context.turn().agent()));
        candidates.forEach(one -> lines.addAll(Subjects.of(one.definition(), one.agent().member())));
        return subjects.decide(lines, ask.question()) instanceof Decision.Routed<MemberId> routed
                && !routed.target().equals(context.turn().agent())
                ? Optional.of(to(context, routed.target(), Reply.extract(context.turn().id(), Kind.CHAT, "", List.of())
                        .routed(new Answer.Route(routed.label(), routed.example()))))
                : Optional.empty();
    }

    /** The same reply, which says that the question goes to this agent, below what it says already. */
    Reply to(TurnContext context, MemberId agent, Reply reply) {
        String name = context.company().stream().filter(one -> one.member().equals(agent)).map(RoomAgent::name)
                .findFirst().orElse("?");
        String line = context.words().passedOn(name);
        return reply.saying(reply.body().isBlank() ? line : reply.body() + "\n\n" + line).passedTo(agent);
    }

    /** The other agents of the room that the rules would let answer, and that have not been asked the same. */
    private List<Candidate> candidates(TurnContext context) {
        Turn turn = context.turn();
        boolean mayPass = context.profile().host() && ASKED.contains(turn.reason()) && !context.isConversation()
                && !context.isWhisper() && context.also().isEmpty() && context.company().size() > 1;
        return mayPass ? db.inTransaction(tx -> candidates(tx, turn)) : List.of();
    }

    private List<Candidate> candidates(Tx tx, Turn turn) {
        List<Link> links = chains.links(tx, turn.room(), turn.chain());
        Set<MemberId> asked = links.stream().filter(link -> link.trigger().equals(turn.trigger())).map(Link::agent)
                .collect(Collectors.toCollection(HashSet::new));
        asked.add(turn.agent());
        List<RoomAgent> others = agents.inRooms(tx, List.of(turn.room())).stream()
                .filter(one -> !asked.contains(one.member())).toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        TriggerLoad load = facts.load(tx, others.getFirst(), turn.asker(), now);
        List<RoomAgent> allowed = others.stream()
                .filter(one -> TriggerRule.decide(facts.ifPassedOn(one, turn, links, load, now), () -> load)
                        == TriggerRule.PASSED_ON)
                .limit(AGENTS_MAX).toList();
        Map<AccountId, AgentProfile> found = profiles.findAll(tx, allowed.stream().map(RoomAgent::account).toList());
        return allowed.stream().filter(one -> found.containsKey(one.account()))
                .map(one -> new Candidate(one, found.get(one.account()).definition())).toList();
    }

    private boolean hasFilesOn(Candidate one, String question) {
        return !one.definition().knowledge().isEmpty() && db.inTransaction(tx -> {
            AgentProfile profile = profiles.in(tx, one.agent().room(), one.agent().account());
            return !profiles.passages(tx, profile, question).isEmpty();
        });
    }

    /** One line, for a builder's words are nothing more than data here. */
    private static PassOnTool.Offer offer(Candidate one) {
        AgentDefinition agent = one.definition();
        String about = agent.about().isBlank() ? String.join("; ", agent.examples()) : agent.about();
        String line = (one.agent().name() + (about.isBlank() ? "" : ", " + about)).replaceAll("\\s+", " ").strip();
        return new PassOnTool.Offer(one.agent().member(),
                line.length() <= ABOUT_CHARACTERS_MAX ? line : line.substring(0, ABOUT_CHARACTERS_MAX) + "…");
    }
}
