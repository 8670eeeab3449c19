package weilu.account;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import weilu.account.ServerSettings.AgentBuilders;
import weilu.account.ServerSettings.SignUpPolicy;
import weilu.db.Tx;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The server's own settings, and the one-time token that makes its first admin. */
public final class ServerDoor {
    private static final String NAME = "server_name";
    private static final String SIGN_UP = "sign_up_policy";
    private static final String AGENT_BUILDERS = "agent_builders";
    private static final String SETUP = "setup_token_hash";

    private final ServerFactStore facts;
    private final AccountStore accounts;
    private final ServerSettings defaults;
    private final SecureRandom random;

    /** @param defaults what holds until an admin decides otherwise */
    public ServerDoor(ServerFactStore facts, AccountStore accounts, ServerSettings defaults, SecureRandom random) {
        this.facts = facts;
        this.accounts = accounts;
        this.defaults = defaults;
        this.random = random;
    }

    public ServerSettings settings(Tx tx) {
        return new ServerSettings(
                facts.find(tx, NAME).orElse(defaults.name()),
                facts.find(tx, SIGN_UP).map(SignUpPolicy::valueOf).orElse(defaults.signUp()),
                facts.find(tx, AGENT_BUILDERS).map(AgentBuilders::valueOf).orElse(defaults.agentBuilders()));
    }

    /** Puts what is not null in place. The caller must be a server admin. */
    public ServerSettings change(Tx tx, String name, SignUpPolicy signUp, AgentBuilders agentBuilders) {
        if (name != null) {
            facts.put(tx, NAME, LineOfText.require("name", name, 1, ServerSettings.NAME_CHARACTERS_MAX));
        }
        if (signUp != null) {
            facts.put(tx, SIGN_UP, signUp.name().toUpperCase(Locale.ROOT));
        }
        if (agentBuilders != null) {
            facts.put(tx, AGENT_BUILDERS, agentBuilders.name());
        }
        return settings(tx);
    }

    /**
     * To be called once at each start. While the server has no admin, gives a new setup token to print in the start-up
     * log, and the one printed before stops working; afterwards gives nothing.
     */
    public Optional<Secret> openSetup(Tx tx) {
        if (accounts.hasServerAdmin(tx)) {
            facts.remove(tx, SETUP);
            return Optional.empty();
        }
        Secret token = Secret.fresh(random);
        facts.put(tx, SETUP, token.hash().hex());
        return Optional.of(token);
    }

    /** Whether nobody has taken the server into their hands yet. */
    public boolean isSetupNeeded(Tx tx) {
        return !accounts.hasServerAdmin(tx);
    }

    /** Uses the setup token up; refuses WRONG_CREDENTIALS when it is not the one, or was used. */
    void useSetup(Tx tx, String token) {
        if (!Secret.isPossible(token) || !facts.take(tx, SETUP, new Secret(token).hash().hex())) {
            throw Refusal.field(ErrorCode.WRONG_CREDENTIALS, "setup",
                    "this setup link is used up or not of this server");
        }
    }
}
