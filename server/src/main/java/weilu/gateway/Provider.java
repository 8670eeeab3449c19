package weilu.gateway;

import weilu.id.ProviderId;

/**
 * A place where a model can be asked. Its key is not part of it: only {@link Providers} unseals keys, for a call.
 *
 * @param baseUrl without a slash at its end; {@code /chat/completions} is below it
 * @param hasKey whether a key is kept for it
 * @param localAllowed an admin allowed this address although it is on a private network
 */
public record Provider(
        ProviderId id, String name, String baseUrl, String model, boolean hasKey, boolean localAllowed,
        boolean enabled) {}
