package weilu.account;

import weilu.db.Tx;
import weilu.id.AccountId;

/** Learns of each new person, a guest who became one included, in the transaction that makes the account. */
public interface PersonBegan {
    void personBegan(Tx tx, AccountId person);
}
