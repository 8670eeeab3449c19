package weilu.agent;

import java.time.Instant;
import weilu.id.AccountId;

/** What an agent was from one moment on. Versions are never changed; going back makes a new one. */
public record AgentVersion(int number, AgentDefinition definition, AccountId by, String byName, Instant at, String note) {}
