package weilu.agent;

import java.time.Instant;
import weilu.id.AgentFileId;

/**
 * A file that an agent may answer from.
 *
 * @param characters of text that were found in it
 * @param passages into how many it was cut
 */
public record AgentFile(AgentFileId id, String name, long bytes, int characters, int passages, Instant addedAt) {}
