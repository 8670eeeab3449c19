package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.ledger.CoinGifts;
import weilu.ledger.LedgerReading;
import weilu.ledger.Wallet;

/** Gives coins to the resources at the edge. */
@Singleton
class CoinBeans {
    @Produces
    private final CoinGifts gifts;
    @Produces
    private final Wallet wallet;
    @Produces
    private final LedgerReading reading;

    CoinBeans(Wiring wiring) {
        gifts = wiring.coins.gifts;
        wallet = wiring.coins.wallet;
        reading = wiring.coins.reading;
    }
}
