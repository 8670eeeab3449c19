package weilu.redpacket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weilu.id.AccountId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.protocol.RedPacketCard.Status;

/**
 * Red packets that this node has seen ended in the database, and who got what of them (RP6). The end is final, so what is here is
 * true for ever and on every node, and those who come too late are answered without a database.
 */
final class EndedRedPackets {
    private static final long CLAIMS_MAX = 500_000;

    private record Ended(RoomId room, boolean isDrawn, Map<AccountId, Long> coins) {}

    private final Cache<RedPacketId, Ended> ended = Caffeine.newBuilder()
            .maximumWeight(CLAIMS_MAX).weigher((RedPacketId id, Ended one) -> 1 + one.coins().size()).build();

    boolean knows(RedPacketId id) {
        return ended.getIfPresent(id) != null;
    }

    /** Only of a red packet whose end was read as committed. */
    void note(RedPacket packet, List<RedPacketStore.Given> given) {
        ended.put(packet.id(), new Ended(packet.room(), packet.status() == Status.DRAWN, given.stream()
                .collect(Collectors.toUnmodifiableMap(RedPacketStore.Given::account, RedPacketStore.Given::coins))));
    }

    /** @param room where the asker was let in; a red packet of another room is not told about */
    Optional<ClaimOutcome> answer(RedPacketId id, RoomId room, AccountId account) {
        Ended one = ended.getIfPresent(id);
        if (one == null || !one.room().equals(room)) {
            return Optional.empty();
        }
        Long coins = one.coins().get(account);
        return Optional.of(coins != null ? new ClaimOutcome.AlreadyClaimed(coins)
                : one.isDrawn() ? new ClaimOutcome.Exhausted() : new ClaimOutcome.Expired());
    }
}
