package weilu.socket;

import java.time.Clock;
import weilu.db.Db;
import weilu.ledger.Ledger;
import weilu.redpacket.ClaimRedPackets;
import weilu.redpacket.SpokenWords;
import weilu.room.RoomLog;

/** The opening of red packets, for tests that have sockets. */
final class Openings implements AutoCloseable {
    private final ClaimRedPackets claims;
    final RedPacketFrames frames;

    Openings(Db db, RoomLog log, Clock clock) {
        claims = new ClaimRedPackets(db, new Ledger(clock), log, new SpokenWords());
        frames = new RedPacketFrames(claims);
    }

    @Override
    public void close() {
        claims.close();
    }
}
