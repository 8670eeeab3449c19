package weilu.redpacket;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.message.ReadMessages;
import weilu.protocol.ErrorCode;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.redpacket.RedPacketStore.Given;
import weilu.room.RoomAccess;

/** Reads red packets for those who may see them: the members of their room. */
public final class ReadRedPackets {
    private static final int MINE_MAX = 200;

    /** One's own share of a red packet. */
    public record Mine(RedPacketId redPacket, long coins) {}

    private final RoomAccess access;
    private final ReadMessages messages;
    private final RedPacketStore store = new RedPacketStore();

    public ReadRedPackets(RoomAccess access, ReadMessages messages) {
        this.access = access;
        this.messages = messages;
    }

    /** Throws NOT_FOUND where there is none, or not for this person. */
    public RedPacketView read(Tx tx, RedPacketId id, AccountId account) {
        RedPacket packet = store.find(tx, id).filter(found -> access.find(tx, found.room(), account).isPresent())
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such red packet"));
        MessageView message = messages.find(tx, packet.room(), packet.message())
                .filter(found -> found.redPacket() != null)
                .orElseThrow(() -> Refusal.of(ErrorCode.RECALLED, "its message was taken back"));
        List<Given> given = store.given(tx, id);
        RedPacketStore.Ending ending = store.ending(tx, id);
        Map<AccountId, Long> coins = given.stream().collect(Collectors.toMap(Given::account, Given::coins));
        return new RedPacketView(message.redPacket(), packet.room(), packet.message(), packet.createdAt(),
                packet.senderMember(), message.body(), coins.get(account),
                given.stream().map(one -> new RedPacketView.Claim(one.member(), one.name(), one.coins(), one.at())).toList(),
                ending.refunded(), ending.at());
    }

    /** Throws NOT_MEMBER to who is not in the room. */
    void requireIn(Tx tx, RoomId room, AccountId account) {
        access.require(tx, room, account);
    }

    /** What this person got of the last red packets they opened in this room. */
    public List<Mine> mine(Tx tx, RoomId room, AccountId account) {
        access.require(tx, room, account);
        return store.claimedBy(tx, room, account, MINE_MAX).entrySet().stream()
                .map(one -> new Mine(one.getKey(), one.getValue())).toList();
    }
}
