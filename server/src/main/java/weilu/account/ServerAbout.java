package weilu.account;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the rest of the product says of this server to whoever comes to its door.
 *
 * @param hostAgentName what the host agent goes by
 * @param limits named limits that clients observe before they send, for example {@code bodyCharacters}
 * @param modelConfigured whether a model is configured now
 */
public record ServerAbout(
        String hostAgentName, String version, Map<String, Long> limits, BooleanSupplier modelConfigured) {}
