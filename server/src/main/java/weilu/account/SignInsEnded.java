package weilu.account;

import weilu.db.Tx;
import weilu.id.AccountId;

/**
 * Is told, in the transaction, that sign-ins will no longer hold after it, so that open connections on all nodes close within
 * two seconds. The socket implements it.
 */
public interface SignInsEnded {
    /** One sign-in ended: the browser that had this token is out. */
    void signInEnded(Tx tx, SecretHash token);

    /** All sign-ins of the account ended. */
    void accountSignedOut(Tx tx, AccountId account);
}
