package weilu.account;

import weilu.id.AccountId;
import weilu.protocol.MemberView.Kind;

/**
 * Who is asking: the proof that a request or a connection came with a valid sign-in.
 *
 * @param token names the sign-in that was used
 */
public record SignedIn(AccountId account, Kind kind, boolean serverAdmin, SecretHash token) {}
