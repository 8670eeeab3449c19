package weilu.redpacket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import weilu.db.Db;
import weilu.db.Keeper;
import weilu.db.Tx;
import weilu.id.RedPacketId;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.ledger.Ledger;
import weilu.ledger.LedgerOutcome;
import weilu.ledger.Transfer;
import weilu.protocol.RedPacketCard.Status;
import weilu.protocol.RoomEvent.RedPacketEnded;
import weilu.room.RoomLog;

/**
 * Ends red packets whose time is over, or whose room is archived: what is left goes back to where it came from, once (RP7).
 * Every node looks; a row's lock and its end decide who does it.
 */
public final class EndRedPackets implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int OVER_MAX = 200;

    private final Db db;
    private final Ledger ledger;
    private final RoomLog log;
    private final SpokenWords spoken;
    private final RedPacketStore store = new RedPacketStore();
    private final Keeper keeper = new Keeper("red-packets", TICK, this::keep);

    public EndRedPackets(Db db, Ledger ledger, RoomLog log, SpokenWords spoken) {
        this.db = db;
        this.ledger = ledger;
        this.log = log;
        this.spoken = spoken;
    }

    public void open() {
        keeper.open();
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** Ends all that is over now, and returns how many it ended. */
    public int endAll() {
        int ended = 0;
        List<RedPacketId> over;
        do {
            over = db.inTransaction(tx -> store.over(tx, log.now(), OVER_MAX));
            for (RedPacketId id : over) {
                ended += db.inTransaction(tx -> end(tx, id)) ? 1 : 0;
            }
        } while (over.size() == OVER_MAX && !keeper.isClosing());
        return ended;
    }

    /** False when it has ended already, or its room came back before it was locked. */
    private boolean end(Tx tx, RedPacketId id) {
        return store.lockOpen(tx, id).filter(packet -> store.isOver(tx, id, log.now())).map(packet -> {
            Instant now = log.now();
            long left = packet.amount() - packet.claimedCoins();
            store.noteExpired(tx, id, left, now);
            LedgerOutcome outcome = ledger.post(tx, Transfer.move(TransferId.of("red packet back", id), "red_packet_returned",
                    "red_packet " + id, packet.escrow(), packet.payer(), new Coins(left)));
            if (!(outcome instanceof LedgerOutcome.Done)) {
                throw new IllegalStateException("what was left of a red packet could not go back: " + outcome);
            }
            log.append(tx, packet.room(), new RedPacketEnded(packet.message(), Status.EXPIRED,
                    packet.seed() == null ? null : packet.seed().hex(), null, left));
            return true;
        }).orElse(false);
    }

    private void keep() {
        endAll();
        db.useTransaction(spoken::refresh);
    }
}
