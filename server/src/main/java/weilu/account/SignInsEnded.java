package weilu.account;

import weilu.id.AccountId;

/**
 * Is told, after the commit, that sign-ins no longer hold, so that open connections close within two seconds. The
 * socket implements it.
 */
public interface SignInsEnded {
    /** One sign-in ended: the browser that had this token is out. */
    void signInEnded(SecretHash token);

    /** All sign-ins of the account ended. */
    void accountSignedOut(AccountId account);
}
