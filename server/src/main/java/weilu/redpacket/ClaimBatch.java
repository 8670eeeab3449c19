package weilu.redpacket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import weilu.db.Tx;
import weilu.id.LedgerAccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.ledger.Entry;
import weilu.ledger.Ledger;
import weilu.ledger.LedgerOutcome;
import weilu.ledger.Transfer;
import weilu.protocol.RedPacketCard.Claim;
import weilu.protocol.RedPacketCard.Status;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.RedPacketClaimed;
import weilu.protocol.RoomEvent.RedPacketEnded;
import weilu.redpacket.ClaimRedPackets.Ask;
import weilu.redpacket.ClaimStore.Asker;
import weilu.redpacket.ClaimStore.Key;
import weilu.redpacket.ClaimStore.NewClaim;
import weilu.room.RoomLog;

/**
 * One batch of people who open red packets, in one transaction (RP4). The red packets' rows are locked first; then who gets what
 * is decided in memory, in the order of arrival; then the ledger's accounts are locked, and the rooms last.
 */
final class ClaimBatch {
    /** What has been given out of one red packet by this batch. */
    private static final class Giving {
        private final Shares shares;
        private final List<NewClaim> claims = new ArrayList<>();
        private final List<Claim> shown = new ArrayList<>();
        private RedPacket packet;

        Giving(RedPacket packet, Shares shares) {
            this.packet = packet;
            this.shares = shares;
        }

        void give(Ask ask, Asker asker) {
            int position = packet.claimed();
            long coins = shares.at(position);
            claims.add(new NewClaim(packet.id(), ask.account(), asker.member(), position, coins));
            shown.add(new Claim(asker.member(), asker.member() == null ? asker.name() : null, coins));
            packet = packet.after(position + 1, packet.claimedCoins() + coins);
        }
    }

    private final Tx tx;
    private final Instant now;
    private final Ledger ledger;
    private final RoomLog log;
    private final ClaimStore store;
    private final ClaimRules rules;
    private final Function<RedPacket, Shares> shares;
    private final Map<RedPacketId, Giving> giving = new TreeMap<>();
    private final Map<Key, Long> given = new HashMap<>();

    private Map<RedPacketId, RedPacket> locked = Map.of();

    /** @param shares of a red packet; they may be kept, as they never change */
    ClaimBatch(
            Tx tx, Instant now, Ledger ledger, RoomLog log, ClaimStore store, ClaimRules rules,
            Function<RedPacket, Shares> shares) {
        this.tx = tx;
        this.now = now;
        this.ledger = ledger;
        this.log = log;
        this.store = store;
        this.rules = rules;
        this.shares = shares;
    }

    List<ClaimOutcome> write(List<Ask> asks) {
        locked = store.lock(tx, asks.stream().map(Ask::redPacket).distinct().toList());
        List<ClaimOutcome> outcomes = decide(asks);
        if (!giving.isEmpty()) {
            write();
        }
        return outcomes;
    }

    /** Those that had ended when they were locked. */
    Collection<RedPacket> foundEnded() {
        return locked.values().stream().filter(packet -> packet.status() != Status.OPEN).toList();
    }

    private List<ClaimOutcome> decide(List<Ask> asks) {
        Set<Key> keys = new HashSet<>();
        for (Ask ask : asks) {
            RedPacket packet = locked.get(ask.redPacket());
            if (packet != null) {
                keys.add(new Key(packet.id(), packet.room(), ask.account()));
            }
        }
        Map<Key, Asker> askers = keys.isEmpty() ? Map.of() : store.askers(tx, List.copyOf(keys));
        List<ClaimOutcome> outcomes = new ArrayList<>(asks.size());
        for (Ask ask : asks) {
            outcomes.add(decide(ask, askers));
        }
        return outcomes;
    }

    private ClaimOutcome decide(Ask ask, Map<Key, Asker> askers) {
        RedPacket found = locked.get(ask.redPacket());
        if (found == null) {
            return new ClaimOutcome.NotMember();
        }
        Key key = new Key(found.id(), found.room(), ask.account());
        Asker asker = askers.get(key);
        Long earlier = given.get(key);
        if (earlier != null) {
            return new ClaimOutcome.AlreadyClaimed(earlier);
        }
        Giving here = giving.get(found.id());
        RedPacket packet = here == null ? found : here.packet;
        return rules.against(ask, packet, asker, now).orElseGet(() -> {
            Giving one = giving.computeIfAbsent(packet.id(), id -> new Giving(packet, shares.apply(packet)));
            one.give(ask, asker);
            long coins = one.claims.getLast().coins();
            given.put(key, coins);
            return new ClaimOutcome.Claimed(coins);
        });
    }

    private void write() {
        List<NewClaim> claims = giving.values().stream().flatMap(one -> one.claims.stream()).toList();
        Map<RedPacketId, MemberId> best = best();
        store.write(tx, claims, giving.values().stream().map(one -> one.packet).toList(), best, now);
        pay();
        Map<RoomId, Seq> heads = log.lockHeads(tx, giving.values().stream().map(one -> one.packet.room()).distinct().toList());
        requireStillIn(claims);
        Map<RoomId, List<RoomEvent>> events = new LinkedHashMap<>();
        giving.values().forEach(one -> {
            List<RoomEvent> here = events.computeIfAbsent(one.packet.room(), room -> new ArrayList<>());
            here.add(new RedPacketClaimed(one.packet.message(), one.shown));
            if (one.packet.status() == Status.DRAWN) {
                here.add(new RedPacketEnded(one.packet.message(), Status.DRAWN,
                        one.packet.seed() == null ? null : one.packet.seed().hex(), best.get(one.packet.id()), 0));
            }
        });
        log.appendEach(tx, heads, events);
    }

    /** Who has the best luck of those that are drawn now. */
    private Map<RedPacketId, MemberId> best() {
        Map<RedPacketId, MemberId> best = new HashMap<>();
        Map<RedPacketId, Integer> before = new HashMap<>();
        for (Giving one : giving.values()) {
            int position = one.shares.best();
            if (one.packet.status() != Status.DRAWN || position == Shares.NONE) {
                continue;
            }
            int first = one.claims.getFirst().position();
            if (position < first) {
                before.put(one.packet.id(), position);
            } else {
                best.put(one.packet.id(), one.claims.get(position - first).member());
            }
        }
        best.putAll(store.holders(tx, before));
        return best;
    }

    /** One transfer for each red packet, with an entry for each person. */
    private void pay() {
        List<Transfer> transfers = giving.values().stream().map(one -> Transfer.share(
                TransferId.of("red packet claims", one.packet.id(), one.claims.getFirst().position()), "red_packet_claimed",
                "red_packet " + one.packet.id(), one.packet.escrow(),
                one.claims.stream().map(claim -> Entry.give(LedgerAccountId.member(claim.account()), new Coins(claim.coins())))
                        .toList())).toList();
        for (LedgerOutcome outcome : ledger.post(tx, transfers)) {
            if (!(outcome instanceof LedgerOutcome.Done)) {
                throw new IllegalStateException("the coins of a red packet could not be given out: " + outcome);
            }
        }
    }

    /** Under the rooms' locks. Who has left since is no member any more: then the batch is decided again, one by one. */
    private void requireStillIn(List<NewClaim> claims) {
        List<MemberId> members = claims.stream().map(NewClaim::member).filter(Objects::nonNull).distinct().toList();
        if (!members.isEmpty() && store.countStillIn(tx, members, now) < members.size()) {
            throw new IllegalStateException("somebody left, was muted, or a room was archived, while red packets were opened");
        }
    }
}
