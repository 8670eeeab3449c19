package weilu.redpacket;

import java.time.Instant;
import java.util.List;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RedPacketCard;

/**
 * All that there is to see of a red packet.
 *
 * @param mine one's own share, or null
 * @param claims in the order in which the shares were given out
 * @param refunded coins that went back at the end
 * @param endedAt null while it is open
 */
public record RedPacketView(
        RedPacketCard card, RoomId room, Seq message, Instant sentAt, MemberId sender, String greeting, Long mine,
        List<Claim> claims, long refunded, Instant endedAt) {

    /** @param name of somebody from outside the room; null for a member */
    public record Claim(MemberId member, String name, long coins, Instant at) {}
}
