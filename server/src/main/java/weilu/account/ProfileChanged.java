package weilu.account;

import weilu.db.Tx;

/**
 * Is told, in the same transaction, that how an account shows itself has changed, so that each of its rooms logs it.
 * The room feature implements it.
 */
public interface ProfileChanged {
    void profileChanged(Tx tx, Account changed);
}
