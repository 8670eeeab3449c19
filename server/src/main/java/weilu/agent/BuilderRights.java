package weilu.agent;

import weilu.account.Caller;
import weilu.account.ServerDoor;
import weilu.account.ServerSettings.AgentBuilders;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Who may build agents, and whose each agent is. */
public final class BuilderRights {
    private final Db db;
    private final ServerDoor door;
    private final Agents agents;

    public BuilderRights(Db db, ServerDoor door, Agents agents) {
        this.db = db;
        this.door = door;
        this.agents = agents;
    }

    public boolean mayBuild(SignedIn caller) {
        return caller.serverAdmin() || db.inTransaction(door::settings).agentBuilders() == AgentBuilders.PEOPLE;
    }

    /** Refuses NOT_SIGNED_IN, and FORBIDDEN for a guest and for whom the server's admins do not let build. */
    SignedIn requireBuilder(Caller caller) {
        SignedIn signedIn = caller.requirePerson();
        if (!mayBuild(signedIn)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "on this server only its admins build agents");
        }
        return signedIn;
    }

    /** The agent, which the caller may change; to everybody else there is none. */
    AgentProfile requireKept(Tx tx, SignedIn caller, AccountId agent) {
        return agents.find(tx, agent).filter(one -> !one.retired() && AgentCards.keeps(caller, one))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "you have no such agent"));
    }
}
