package weilu.room;

import weilu.db.Tx;
import weilu.id.AccountId;

/** Who the host agent of this server is; the agent feature implements it. */
@FunctionalInterface
public interface HostAgent {
    AccountId account(Tx tx);
}
