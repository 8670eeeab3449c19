package weilu.agent;

import java.util.List;
import weilu.id.AccountId;

/**
 * An agent as it stands now.
 *
 * @param host whether it is the server's own 阿炉
 * @param owner who built it; null for the server's own
 * @param version the number of its newest version; 0 as the product brings it
 * @param retired whether it speaks no more
 */
public record AgentProfile(
        AccountId account, boolean host, AccountId owner, int version, boolean retired, AgentDefinition definition) {

    /** The tools it may use; those of a room are fewer when its newest version was not approved there. */
    public List<String> tools() {
        return definition.tools();
    }

    /** The same with nothing but words. */
    public AgentProfile withoutTools() {
        return with(definition.withTools(tools -> List.of()));
    }

    AgentProfile with(AgentDefinition other) {
        return new AgentProfile(account, host, owner, version, retired, other);
    }

    boolean isOwnedBy(AccountId account) {
        return account.equals(owner);
    }
}
