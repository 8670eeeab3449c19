package weilu.account;

import weilu.id.AccountId;
import weilu.protocol.MemberView.Kind;

/**
 * A person's or guest's own account, as they see it.
 *
 * @param name what they sign in with; null for a guest
 * @param passkeys how many passkeys they have
 */
public record Me(
        AccountId account, Kind kind, String name, String displayName, String picture, String language,
        String timeZone, boolean serverAdmin, boolean hasPassword, int passkeys) {
    public static Me of(Account account, int passkeys) {
        return new Me(account.id(), account.kind(), account.signInName(), account.displayName(), account.picture(),
                account.language(), account.timeZone(), account.serverAdmin(), account.hasPassword(), passkeys);
    }
}
