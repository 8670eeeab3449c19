package weilu.app;

import java.time.Clock;
import java.util.List;
import weilu.db.Db;
import weilu.ledger.CoinGifts;
import weilu.ledger.CoinSigns;
import weilu.ledger.Ledger;
import weilu.ledger.LedgerCheck;
import weilu.ledger.LedgerReading;
import weilu.ledger.Reservations;
import weilu.ledger.VerifyLedger;
import weilu.ledger.Wallet;
import weilu.redpacket.RedPacketsCheck;
import weilu.room.LiveFrames;

/** The parts that move coins; a stretch of {@link Wiring}. */
final class CoinParts {
    /** What those that keep coins in escrow ask of the ledger. */
    static final List<LedgerCheck> CHECKS = List.of(new RedPacketsCheck());

    final Ledger ledger;
    final CoinSigns signs;
    final CoinGifts gifts;
    final Wallet wallet;
    final Reservations reservations;
    final LedgerReading reading;
    private final Db db;

    /** @param patient for what reads the whole ledger */
    CoinParts(Db db, Db patient, LiveFrames live, Clock clock) {
        this.db = db;
        ledger = new Ledger(clock);
        signs = new CoinSigns(live);
        gifts = new CoinGifts(ledger, signs, clock);
        wallet = new Wallet(gifts);
        reservations = new Reservations(ledger, clock);
        reading = new LedgerReading(patient, new VerifyLedger(CHECKS));
    }

    /** Gives back what was set aside for too long; returns how many there were. */
    int expireReservations() {
        int expired = 0;
        for (int last = 1; last > 0; expired += last) {
            last = reservations.expireOverdue(db);
        }
        return expired;
    }
}
