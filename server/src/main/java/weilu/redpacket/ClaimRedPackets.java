package weilu.redpacket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import weilu.db.BoundedQueue;
import weilu.db.Db;
import weilu.db.GroupCommit;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.ledger.Ledger;
import weilu.protocol.Refusal;
import weilu.room.Phrase;
import weilu.room.RoomLog;

/** Opens red packets, by group commit (RP4); of those that have ended it answers from memory (RP6). */
public final class ClaimRedPackets implements AutoCloseable {
    private static final long SHARES_KEPT_MAX = 200_000;
    private static final System.Logger LOG = System.getLogger(ClaimRedPackets.class.getName());

    /**
     * Somebody wants a share.
     *
     * @param room where they see it, or null when they know its number only
     * @param words what they say to open it, folded; empty when that is nothing, or too much
     */
    public record Ask(RedPacketId redPacket, RoomId room, AccountId account, String words) {
        /** @param said as it was typed, or null */
        public static Ask of(RedPacketId redPacket, RoomId room, AccountId account, String said) {
            String words = said == null ? "" : said.strip();
            return new Ask(redPacket, room, account,
                    words.length() > Phrase.CHARACTERS_MAX ? "" : Phrase.said(words).key());
        }
    }

    private final Ledger ledger;
    private final RoomLog log;
    private final SpokenWords spoken;
    private final DayTallies today = new DayTallies();
    private final ClaimRules rules = new ClaimRules(today);
    private final ClaimStore store = new ClaimStore();
    private final RedPacketStore packets = new RedPacketStore();
    private final EndedRedPackets ended = new EndedRedPackets();
    private final Cache<RedPacketId, Shares> cut = Caffeine.newBuilder()
            .maximumWeight(SHARES_KEPT_MAX).weigher((RedPacketId id, Shares shares) -> shares.count()).build();
    private final GroupCommit<Ask, ClaimOutcome> writer;

    public ClaimRedPackets(Db db, Ledger ledger, RoomLog log, SpokenWords spoken) {
        this.ledger = ledger;
        this.log = log;
        this.spoken = spoken;
        this.writer = new GroupCommit<>("commit_claim", db, this::write);
    }

    /** Asks and waits until it is committed; for virtual threads. Throws a Refusal (UNAVAILABLE) when too many wait. */
    public ClaimOutcome claim(Ask ask) {
        return writer.run(ask);
    }

    /** Asks without waiting; {@code answer} gets the outcome, or what went wrong, after the commit. */
    public void claim(Ask ask, BiConsumer<ClaimOutcome, Throwable> answer) {
        writer.submit(ask, answer);
    }

    /** The outcome, where this node knows that the red packet has ended. The asker must be known to be in this room. */
    public Optional<ClaimOutcome> fromMemory(RedPacketId redPacket, RoomId room, AccountId account) {
        return ended.answer(redPacket, room, account);
    }

    /** Something was said in the room: where it is a passphrase there, its red packets are opened (RP8). */
    public void heard(RoomId room, AccountId account, String said) {
        for (RedPacketId redPacket : spoken.openedBy(room, said)) {
            try {
                claim(Ask.of(redPacket, room, account, said), (outcome, failure) -> {
                    if (failure != null) {
                        LOG.log(System.Logger.Level.WARNING, "a spoken passphrase opened nothing: {0}", failure.toString());
                    }
                });
            } catch (Refusal busy) {
                LOG.log(System.Logger.Level.WARNING, "a spoken passphrase opened nothing: {0}", busy.problem().code());
            }
        }
    }

    /** Asks that wait for their commit. */
    public BoundedQueue queue() {
        return writer.queue();
    }

    @Override
    public void close() {
        writer.close();
    }

    private List<ClaimOutcome> write(Tx tx, List<Ask> asks) {
        ClaimBatch batch = new ClaimBatch(tx, log.now(), ledger, log, store, rules,
                packet -> cut.get(packet.id(), id -> packet.shares()));
        List<ClaimOutcome> outcomes = batch.write(asks);
        List<RedPacket> found = batch.foundEnded().stream().filter(packet -> !ended.knows(packet.id())).toList();
        if (!found.isEmpty()) {
            Map<RedPacketId, List<RedPacketStore.Given>> given = packets.given(tx, found.stream().map(RedPacket::id).toList());
            found.forEach(packet -> ended.note(packet, given.getOrDefault(packet.id(), List.of())));
        }
        tx.afterCommit(() -> {
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i) instanceof ClaimOutcome.Claimed) {
                    today.claimed(asks.get(i).account());
                }
            }
        });
        return outcomes;
    }
}
