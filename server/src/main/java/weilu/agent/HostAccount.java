package weilu.agent;

import java.time.Clock;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.room.HostAgent;

/** The host agent's account: one on this server, made at the first start. */
public final class HostAccount implements HostAgent {
    public static final String STANDARD_NAME = "阿炉";
    private static final String PART = "host";

    private final AccountId account;

    private HostAccount(AccountId account) {
        this.account = account;
    }

    /** Finds the account, or makes it with this name. */
    public static HostAccount open(Db db, String name, Clock clock) {
        return new HostAccount(
                db.inTransaction(tx -> new AgentStore().findOrCreate(tx, PART, name, clock.instant())));
    }

    @Override
    public AccountId account(Tx tx) {
        return account;
    }
}
