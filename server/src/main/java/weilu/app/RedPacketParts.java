package weilu.app;

import java.util.random.RandomGenerator;
import weilu.db.Db;
import weilu.ledger.Ledger;
import weilu.message.PostMessage;
import weilu.message.ReadMessages;
import weilu.redpacket.ClaimRedPackets;
import weilu.redpacket.EndRedPackets;
import weilu.redpacket.ReadRedPackets;
import weilu.redpacket.SendRedPacket;
import weilu.redpacket.SpokenWords;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** The parts of red packets; a stretch of {@link Wiring}. */
final class RedPacketParts implements AutoCloseable {
    final SendRedPacket send;
    final ClaimRedPackets claims;
    final EndRedPackets ends;
    final ReadRedPackets reads;

    RedPacketParts(
            Db db, RoomLog log, RoomAccess access, CoinParts coins, PostMessage posts, ReadMessages messages,
            RandomGenerator random) {
        SpokenWords spoken = new SpokenWords();
        Ledger ledger = coins.ledger;
        send = new SendRedPacket(log, access, ledger, coins.gifts, coins.signs, spoken, random);
        claims = new ClaimRedPackets(db, ledger, log, spoken);
        ends = new EndRedPackets(db, ledger, log, spoken);
        reads = new ReadRedPackets(access, messages);
        posts.listen(draft -> claims.heard(draft.room(), draft.account(), draft.body()));
    }

    @Override
    public void close() {
        ends.close();
        claims.close();
    }
}
