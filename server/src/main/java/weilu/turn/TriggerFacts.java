package weilu.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.RoomLog.Place;
import weilu.turn.ChainStore.Link;
import weilu.turn.ChainStore.Root;
import weilu.turn.TriggerSituation.Came;
import weilu.turn.TriggerSituation.Said;
import weilu.turn.TriggerSituation.Standing;

/** Finds what {@link TriggerRule} decides by. What costs a statement is asked only where it can change the outcome. */
final class TriggerFacts {
    /** An agent's answer further back in the log than this is not gone on with. */
    static final int REACH = 50;
    /** Who leaves and comes back within this time is not greeted again. */
    static final Duration GREETED_FOR = Duration.ofDays(1);

    private final TriggerStore store = new TriggerStore();
    private final TurnStore turns = new TurnStore();
    private final ChainStore chains = new ChainStore();

    /**
     * What is known about messages looked at together.
     *
     * @param agents of all rooms looked at
     * @param quoted who wrote what is quoted
     */
    record Company(List<RoomAgent> agents, Set<MemberId> members, Map<Place, MemberId> quoted) {
        List<RoomAgent> in(RoomAgent room) {
            return agents.stream().filter(one -> one.room().equals(room.room())).toList();
        }
    }

    /** A message, what speaks for and against acting on it, and the chain it belongs to. */
    record Found(TriggerSituation situation, Root root) {}

    Company company(Tx tx, List<RoomAgent> agents, Collection<Heard> messages) {
        Set<MemberId> members = new HashSet<>();
        agents.forEach(agent -> members.add(agent.member()));
        // An old chat is full of quotes, and never answered.
        List<Place> quotes = messages.stream()
                .filter(one -> one.message().quote() != null && one.message().importedAs() == null)
                .map(one -> new Place(one.room(), one.message().quote())).distinct().toList();
        return new Company(agents, members, quotes.isEmpty() ? new HashMap<>() : store.authors(tx, quotes));
    }

    /** @param before the message right before it, if it was read, too */
    Found about(Tx tx, RoomAgent agent, Company company, Heard heard, Optional<Heard> before, Instant now) {
        MessagePosted message = heard.message();
        boolean byAgent = company.members().contains(message.author());
        Set<MemberId> named = new HashSet<>(message.mentions());
        if (!byAgent && message.importedAs() == null) {
            named.addAll(NamedAgents.in(message.body(), company.in(agent)));
        }
        MemberId quoted = message.quote() == null ? null
                : company.quoted().get(new Place(heard.room(), message.quote()));
        long agentsNamed = named.stream().filter(company.members()::contains).count();
        boolean mentions = named.remove(agent.member());
        boolean quotes = agent.member().equals(quoted);
        boolean addressesOthers = !named.isEmpty() || quoted != null && !quotes;
        boolean followsUp = !byAgent && !mentions && !quotes && !addressesOthers && !agent.isDirect()
                && followsUp(tx, agent, heard, before);
        Said said = new Said(message.author(), byAgent, message.hops(), mentions, quotes, addressesOthers, followsUp,
                !byAgent && agent.isCalledIn(message.body()), Questions.asks(message.body()),
                !byAgent && agentsNamed >= 2 && Questions.wantsRoundTable(message.body()),
                Questions.isSubstantial(message.body()), message.recalled(), message.importedAs() != null,
                Duration.between(heard.at(), now), Came.NOT, byAgent && PassOn.isPassedTo(agent.member(), message.answer()));
        Standing standing = standing(agent, heard.seq(), now);
        Root root = byAgent && mentions ? rootOf(tx, heard) : new Root(heard.seq(), message.author());
        ChainSoFar chain = byAgent && mentions && !message.author().equals(agent.member())
                ? chain(tx, agent, heard, root) : ChainSoFar.BEGINS;
        boolean stopped = root.chain().compareTo(agent.stoppedSeq()) <= 0;
        return new Found(new TriggerSituation(agent.member(), said, standing, stopped ? chain.andStopped() : chain,
                TriggerLoad.NONE), root);
    }

    /** The same for somebody who comes in. */
    TriggerSituation about(Tx tx, RoomAgent agent, Arrival arrival, Instant now) {
        Came came = turns.hasGreeted(tx, agent.member(), arrival.member(), now.minus(GREETED_FOR)) ? Came.AGAIN : Came.NEW;
        Said said = Said.arrival(arrival.member(), arrival.agent(), came, Duration.between(arrival.at(), now));
        boolean stopped = arrival.seq().compareTo(agent.stoppedSeq()) <= 0;
        return new TriggerSituation(agent.member(), said, standing(agent, arrival.seq(), now),
                stopped ? ChainSoFar.BEGINS.andStopped() : ChainSoFar.BEGINS, TriggerLoad.NONE);
    }

    /** The same for a time that has come. */
    TriggerSituation byClock(RoomAgent agent, ScheduleStore.Due due, Instant now) {
        Said said = Said.arrival(due.setBy(), false, Came.CLOCK, Duration.ZERO);
        return new TriggerSituation(agent.member(), said, standing(agent, agent.head().next(), now), ChainSoFar.BEGINS,
                TriggerLoad.NONE);
    }

    private static Standing standing(RoomAgent agent, Seq seq, Instant now) {
        return new Standing(agent.manner().manner(), seq.compareTo(agent.joinedSeq()) <= 0, agent.isDirect(),
                agent.archived(), agent.mutedUntil() != null && agent.mutedUntil().isAfter(now),
                agent.manner().isQuietAt(now), agent.greets(seq));
    }

    private Root rootOf(Tx tx, Heard heard) {
        return chains.rootOf(tx, heard.room(), new TurnId(heard.message().clientMessageId().value()))
                .orElseGet(() -> new Root(heard.seq(), heard.message().author()));
    }

    private ChainSoFar chain(Tx tx, RoomAgent agent, Heard heard, Root root) {
        List<Link> all = chains.links(tx, heard.room(), root.chain());
        List<Link> links = all.stream().filter(link -> !link.trigger().equals(heard.seq())).toList();
        boolean pingPong = links.stream().anyMatch(link -> link.agent().equals(agent.member())
                && heard.message().author().equals(link.askedBy()));
        List<String> earlier = links.stream().filter(link -> link.reply() != null && link.reply().compareTo(heard.seq()) < 0)
                .map(Link::words).toList();
        // Who passes a question on has nothing to add to it.
        boolean nothingNew = !PassOn.isPassedTo(agent.member(), heard.message().answer())
                && !Novelty.isNew(heard.message().body(), earlier);
        return new ChainSoFar(false, pingPong, nothingNew, (int) all.stream().filter(link -> link.hops() > 1)
                .filter(link -> !(link.agent().equals(agent.member()) && link.trigger().equals(heard.seq()))).count());
    }

    /**
     * What the rules will say when this turn's agent passes its question on to another one.
     *
     * @param links of the chain
     */
    TriggerSituation ifPassedOn(RoomAgent agent, Turn turn, List<Link> links, TriggerLoad load, Instant now) {
        boolean pingPong = links.stream().anyMatch(
                link -> link.agent().equals(agent.member()) && turn.agent().equals(link.askedBy()));
        ChainSoFar chain = new ChainSoFar(turn.chain().compareTo(agent.stoppedSeq()) <= 0, pingPong, false,
                (int) links.stream().filter(link -> link.hops() > 1).count());
        return new TriggerSituation(agent.member(), Said.passedBy(turn.agent(), turn.hops()),
                standing(agent, agent.head().next(), now), chain, load);
    }

    private boolean followsUp(Tx tx, RoomAgent agent, Heard heard, Optional<Heard> before) {
        if (!Questions.goesOn(heard.message().body())
                || before.isPresent() && !isOfPair(before.get().message().author(), agent, heard)) {
            return false;
        }
        return chains.undisturbedReply(tx, heard.room(), agent.member(), heard.message().author(), heard.seq())
                .filter(at -> Duration.between(at, heard.at()).compareTo(TriggerRule.Limits.FOLLOW_UP_MAX) <= 0)
                .isPresent();
    }

    private static boolean isOfPair(MemberId speaker, RoomAgent agent, Heard heard) {
        return speaker.equals(agent.member()) || speaker.equals(heard.message().author());
    }

    TriggerLoad load(Tx tx, RoomAgent agent, MemberId asker, Instant now) {
        TurnStore.Load load = turns.load(tx, agent.room(), agent.member(), asker, now);
        Duration slow = load.lastUnasked() == null ? Duration.ZERO
                : Duration.between(now, load.lastUnasked().plusSeconds(agent.slowModeSeconds()));
        return new TriggerLoad(load.recentInRoom(), load.recentOfAsker(), load.openInRoom(), load.unasked(),
                agent.manner().hourlyMax(), slow.isNegative() ? Duration.ZERO : slow);
    }

    /** The numbers by which a rule decided, by name. */
    static Map<String, Long> numbers(TriggerRule rule, TriggerSituation about) {
        TriggerLoad load = about.load();
        return switch (rule) {
            case HOPS_LIMIT -> Map.of("hops", (long) about.said().hops(), "max", (long) TriggerRule.Limits.HOPS_MAX);
            case CHAIN_LIMIT ->
                    Map.of("handovers", (long) about.chain().handovers(), "max", (long) TriggerRule.Limits.HANDOVERS_MAX);
            case TOO_OLD ->
                    Map.of("minutes", about.said().age().toMinutes(), "max", TriggerRule.Limits.AGE_MAX.toMinutes());
            case ROOM_RATE -> Map.of("turns", (long) load.inRoom(), "max", (long) TriggerLoad.TURNS_PER_ROOM_MINUTE_MAX);
            case ASKER_RATE -> Map.of("turns", (long) load.ofAsker(), "max", (long) TriggerLoad.TURNS_PER_ASKER_MINUTE_MAX);
            case TOO_MANY_WAIT -> Map.of("turns", (long) load.openInRoom(), "max", (long) TriggerLoad.TURNS_OPEN_PER_ROOM_MAX);
            case HOURLY_MAX -> Map.of("turns", (long) load.unasked(), "max", (long) load.unaskedMax());
            case SLOW_MODE -> Map.of("seconds", load.slowModeLeft().toSeconds());
            case FOLLOW_UP -> Map.of("minutes", TriggerRule.Limits.FOLLOW_UP_MAX.toMinutes());
            default -> Map.of();
        };
    }

    /** Whether a silence stays unexplained unless it is written down: it hangs on the hour, and the agent was meant. */
    static boolean mustBeKept(TriggerRule rule, TriggerSituation about) {
        Said said = about.said();
        boolean meant = said.mentions() || said.quotes() || about.standing().direct() || said.followsUp() || said.keyword();
        return switch (rule) {
            case TOO_OLD, ROOM_ARCHIVED, AGENT_MUTED, AGENT_OFF, STOPPED_ALL, PING_PONG, NOTHING_NEW, CHAIN_LIMIT -> meant;
            default -> rule.isHeldBack();
        };
    }
}
