package weilu.ledger;

import java.util.Collection;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;

/** Tells people's open tabs what they have now; who sleeps reads it when they come back. */
public final class CoinSigns {
    private final LiveFrames live;

    public CoinSigns(LiveFrames live) {
        this.live = live;
    }

    /** After the commit, to the owners of these of the locked accounts; others are passed over. */
    public void changed(Tx tx, LockedAccounts locked, Collection<LedgerAccountId> accounts) {
        for (LedgerAccountId account : accounts) {
            if (account.kind() == LedgerAccountId.Kind.MEMBER) {
                AccountId owner = account.owner();
                ServerFrame frame = new ServerFrame.CoinsChanged(locked.balance(account));
                tx.afterCommit(() -> live.toAccount(owner, frame));
            }
        }
    }
}
