package weilu.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import weilu.gateway.Preset;
import weilu.gateway.Price;
import weilu.gateway.ProviderDraft;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * Providers of models that stand in the settings: for each preset its key, its models and its address, such as {@code
 * deepseek_key}, {@code deepseek_models}, {@code deepseek_prices} and {@code deepseek_url}. A key is enough; a local one
 * needs its models.
 */
final class ProviderSettings {
    private ProviderSettings() {}

    static List<ProviderDraft> read(Function<String, Optional<String>> value) {
        List<ProviderDraft> drafts = new ArrayList<>();
        for (Preset preset : Preset.entered()) {
            if (preset != Preset.OTHER) {
                read(value, preset).ifPresent(drafts::add);
            }
        }
        return List.copyOf(drafts);
    }

    private static Optional<ProviderDraft> read(Function<String, Optional<String>> value, Preset preset) {
        String name = preset.name().toLowerCase(Locale.ROOT);
        Optional<String> key = value.apply(name + "_key");
        Optional<String> models = value.apply(name + "_models");
        Optional<String> prices = value.apply(name + "_prices");
        Optional<String> url = value.apply(name + "_url");
        List<String> names = models.map(ProviderSettings::split).orElse(preset.models());
        if (key.isEmpty() && !(preset.isLocal() && models.isPresent())) {
            return Optional.empty();
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(name + "_models (WEILU_" + preset + "_MODELS) must name the models of it");
        }
        try {
            return Optional.of(new ProviderDraft(preset.chinese(), preset, url.orElse(preset.baseUrl()), names,
                    key.orElse(null), preset.isLocal(), true, prices(prices, names)));
        } catch (Refusal refusal) {
            // Without the value: it may be the key.
            throw new IllegalArgumentException("the settings of " + name + " are not in order: "
                    + refusal.problem().field() + " must be " + refusal.problem().detail());
        }
    }

    /** {@code qwen-plus: 2/8 CNY, qwen3-vl-plus: 4/16 CNY}; a name may have colons of its own. */
    private static Map<String, Price> prices(Optional<String> written, List<String> models) {
        Map<String, Price> prices = new LinkedHashMap<>();
        for (String one : written.map(ProviderSettings::split).orElse(List.of())) {
            int colon = one.lastIndexOf(':');
            String model = colon < 0 ? "" : one.substring(0, colon).strip();
            if (!models.contains(model)) {
                throw Refusal.field(ErrorCode.INVALID, "prices", "a model of it, a colon and its price, like " + models.getFirst()
                        + ": 2/8.5 CNY");
            }
            prices.put(model, Price.parse(one.substring(colon + 1)));
        }
        return prices;
    }

    private static List<String> split(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }
}
