package weilu.gateway;

import java.util.List;
import java.util.Map;
import weilu.outbound.OutboundFailure;
import weilu.outbound.WebAddress;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What an admin enters for a provider, checked for form.
 *
 * @param models names of models; in a change, the first renames the provider's first, and the others are ignored
 * @param key what was entered: null leaves a kept key as it is, empty takes it away
 * @param prices by model, where the settings name any; empty leaves those that an admin entered
 */
public record ProviderDraft(
        String name, Preset preset, String baseUrl, List<String> models, String key, boolean localAllowed,
        boolean enabled, Map<String, Price> prices) {
    public static final int MODELS_MAX = 50;
    public static final int NAME_CHARACTERS_MAX = 60;
    public static final int MODEL_CHARACTERS_MAX = 200;
    public static final int KEY_CHARACTERS_MAX = 2_000;
    private static final String CHAT_PATH = "/chat/completions";

    public ProviderDraft {
        name = line("name", name, NAME_CHARACTERS_MAX);
        models = models.stream().map(ProviderDraft::checkedModel).distinct().toList();
        if (models.size() > MODELS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "model", "at most " + MODELS_MAX + " models");
        }
        baseUrl = checkedBase(baseUrl);
        key = checkedKey(key);
        prices = Map.copyOf(prices);
    }

    /** Without prices. */
    public ProviderDraft(
            String name, Preset preset, String baseUrl, List<String> models, String key, boolean localAllowed,
            boolean enabled) {
        this(name, preset, baseUrl, models, key, localAllowed, enabled, Map.of());
    }

    /** One model of a provider without a preset. */
    public ProviderDraft(
            String name, String baseUrl, String model, String key, boolean localAllowed, boolean enabled) {
        this(name, Preset.OTHER, baseUrl, model == null ? List.of() : List.of(model), key, localAllowed, enabled);
    }

    static String checkedModel(String name) {
        return line("model", name, MODEL_CHARACTERS_MAX);
    }

    /** The first, or null. */
    String model() {
        return models.isEmpty() ? null : models.getFirst();
    }

    /** Where requests go. */
    WebAddress address() {
        try {
            return WebAddress.parse(baseUrl);
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "baseUrl", e.getMessage());
        }
    }

    @Override
    public String toString() {
        return name + " · " + models;
    }

    static String line(String field, String value, int charactersMax) {
        String stripped = value == null ? "" : value.strip();
        boolean odd = stripped.codePoints().anyMatch(point -> Character.getType(point) == Character.CONTROL
                || Character.getType(point) == Character.FORMAT || Character.getType(point) == Character.SURROGATE);
        if (stripped.isEmpty() || stripped.length() > charactersMax || odd) {
            throw Refusal.field(ErrorCode.INVALID, field, "1 to " + charactersMax + " plain characters");
        }
        return stripped;
    }

    /** People paste the whole address of the call; what is below the base is taken off. */
    private static String checkedBase(String value) {
        String base = value == null ? "" : value.strip();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        if (base.endsWith(CHAT_PATH)) {
            base = base.substring(0, base.length() - CHAT_PATH.length());
        }
        try {
            WebAddress address = WebAddress.parse(base);
            if (address.uri().getRawQuery() != null || address.uri().getRawFragment() != null) {
                throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "baseUrl", "the address must have no ? and no #");
            }
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "baseUrl", e.getMessage());
        }
        return base;
    }

    private static String checkedKey(String value) {
        if (value == null || value.isBlank()) {
            return value == null ? null : "";
        }
        String key = value.strip();
        if (key.length() > KEY_CHARACTERS_MAX || !key.chars().allMatch(unit -> unit > ' ' && unit < 0x7f)) {
            throw Refusal.field(ErrorCode.INVALID, "key", "at most " + KEY_CHARACTERS_MAX + " visible ASCII characters");
        }
        return key;
    }
}
