package weilu.gateway;

import java.util.List;
import weilu.id.ProviderId;

/**
 * A place where models can be asked. Its key is not part of it: only {@link Providers} unseals keys, for a call.
 *
 * @param preset what it is known as, or OTHER
 * @param baseUrl without a slash at its end; {@code /chat/completions} is below it
 * @param model the name of its first model, or null when it has none
 * @param hasKey whether a key is kept for it
 * @param localAllowed an admin allowed this address although it is on a private network
 * @param fromSettings it stands in the settings file, and is changed there
 * @param models in the order they are asked
 */
public record Provider(
        ProviderId id, String name, Preset preset, String baseUrl, String model, boolean hasKey, boolean localAllowed,
        boolean enabled, boolean fromSettings, List<Model> models) {
    public Provider {
        models = List.copyOf(models);
    }

    Provider having(List<Model> own) {
        String first = own.isEmpty() ? null : own.getFirst().name();
        return new Provider(id, name, preset, baseUrl, first, hasKey, localAllowed, enabled, fromSettings, own);
    }
}
