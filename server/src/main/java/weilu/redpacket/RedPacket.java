package weilu.redpacket;

import java.time.Instant;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.LedgerAccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RedPacketCard.Kind;
import weilu.protocol.RedPacketCard.Status;

/**
 * A red packet's row.
 *
 * @param seed null where nothing is drawn
 * @param payer where its coins came from, and what is left goes back to
 * @param words what opens it, folded; null where nothing has to be said
 * @param anywhere its words open it from outside the room, too
 */
record RedPacket(
        RedPacketId id, RoomId room, Seq message, AccountId sender, MemberId senderMember, ClientMessageId clientMessageId,
        long contentHash, Kind kind, long amount, int count, Seed seed, LedgerAccountId escrow,
        LedgerAccountId payer, Instant expiresAt, MemberId to, Instant memberSince, String words, boolean anywhere,
        Instant createdAt, int claimed, long claimedCoins, Status status) {

    Shares shares() {
        return seed == null ? Shares.equal(amount, count) : Shares.cut(amount, count, seed);
    }

    String commitment() {
        return seed == null ? null : seed.commitment(id, amount, count);
    }

    boolean isOver(Instant now) {
        return status != Status.OPEN || !expiresAt.isAfter(now);
    }

    RedPacket after(int nowClaimed, long nowClaimedCoins) {
        return new RedPacket(id, room, message, sender, senderMember, clientMessageId, contentHash, kind, amount, count, seed,
                escrow, payer, expiresAt, to, memberSince, words, anywhere, createdAt, nowClaimed, nowClaimedCoins,
                nowClaimed == count ? Status.DRAWN : status);
    }
}
