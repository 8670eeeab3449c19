package weilu.redpacket;

import weilu.db.Tx;
import weilu.ledger.LedgerCheck;

/** Has {@code ./weilu ledger verify} do every sum of every red packet again, too (RP10). */
public final class RedPacketsCheck implements LedgerCheck {
    @Override
    public String name() {
        return "every red packet gave what its seed says, and keeps nothing when it is over";
    }

    @Override
    public Found look(Tx tx) {
        long packets = tx.handle().createQuery("select count(*) from red_packet").mapTo(Long.class).one();
        return Found.of(packets, new VerifyRedPackets().breaches(tx));
    }
}
