package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weilu.gateway.Preset;
import weilu.gateway.Price;
import weilu.gateway.ProviderDraft;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.message.AttachmentLimits;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("[AP8] docs/settings.md tells every setting, no other, and its environment name")
    void documented() throws IOException {
        Set<String> asked = new HashSet<>();
        Settings.from(name -> {
            asked.add(name);
            return Optional.empty();
        });
        Map<String, String> documented = documentedDefaults();
        assertThat(documented.keySet()).isEqualTo(asked);
    }

    @Test
    @DisplayName("[AP8] the defaults in docs/settings.md are the real ones")
    void defaults() throws IOException {
        Map<String, String> written = documentedDefaults();
        Settings real = Settings.from(name -> Optional.empty());
        Settings told = Settings.from(name -> Optional.ofNullable(written.get(name)).filter(text -> !text.equals("none")));
        assertThat(told).isEqualTo(real);
    }

    @Test
    @DisplayName("the environment goes before the file, the file before the default")
    void order() throws IOException {
        Path file = Files.writeString(folder.resolve("weilu.toml"),
                "port = 81\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]\n");
        Map<String, String> environment = Map.of("WEILU_CONFIG", file.toString(), "WEILU_HOST", "127.0.0.1");
        Settings settings = Settings.load(environment);
        assertThat(settings.port()).isEqualTo(81);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.trustedProxies()).isEqualTo(List.of("10.0.0.1", "10.0.0.2"));
        assertThat(Settings.load(Map.of("WEILU_CONFIG", file.toString(), "WEILU_PORT", "82")).port()).isEqualTo(82);
    }

    @Test
    @DisplayName("[AP8] how large uploads may be and how often doors may be tried are settings")
    void limits() {
        Map<String, String> set = Map.of("voice_megabytes_max", "9", "file_megabytes_max", "300", "phrase_tries", "3");
        Settings settings = Settings.from(name -> Optional.ofNullable(set.get(name)));
        assertThat(settings.uploads()).isEqualTo(AttachmentLimits.ofMegabytes(20, 300, 9));
        assertThat(settings.uploads().mostBytes()).isEqualTo(300L << 20);
        assertThat(settings.doors().phrases().attempts()).isEqualTo(3);
        assertThat(settings.doors().numbers().attempts()).isEqualTo(30);
    }

    @Test
    @DisplayName("[AP8] a name in the file that is no setting is refused, and so is a value that cannot be")
    void refuses() throws IOException {
        Path file = Files.writeString(folder.resolve("weilu.toml"), "prot = 81\n");
        assertThatThrownBy(() -> Settings.load(Map.of("WEILU_CONFIG", file.toString()))).hasMessageContaining("\"prot\"");
        assertRefused("port", "eighty");
        assertRefused("port", "70000");
        assertRefused("metrics", "friends");
        assertRefused("unsafe_database_allowed", "perhaps");
        assertRefused("public_url", "weilu.example");
        assertRefused("public_url", "ftp://weilu.example");
        assertRefused("public_url", "https://weilu example");
        assertRefused("file_megabytes_max", "0");
        assertRefused("number_tries", "-1");
    }

    private void assertRefused(String name, String value) {
        Map<String, String> environment = Map.of("WEILU_CONFIG", folder.resolve("none").toString(),
                "WEILU_" + name.toUpperCase(Locale.ROOT), value);
        assertThatThrownBy(() -> Settings.load(environment)).hasMessageContaining(name)
                .hasMessageContaining("WEILU_" + name.toUpperCase(Locale.ROOT)).hasMessageContaining(value);
    }

    /** From the first table: the setting and its default. */
    private static Map<String, String> documentedDefaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > 4 && cells[1].strip().startsWith("`")) {
                String name = cells[1].strip().replace("`", "");
                assertThat(cells[2].strip()).isEqualTo("`WEILU_" + name.toUpperCase(Locale.ROOT) + "`");
                defaults.put(name, cells[3].strip().replace("`", ""));
            }
        }
        return defaults;
    }

    @Test
    @DisplayName("[GW9] a key in the settings is a provider; a local one needs its models; a bad one is named without its value")
    void readsProviders() {
        Map<String, String> given = Map.of("deepseek_key", "sk-1", "qwen_models", "qwen-max", "ollama_models", "qwen3, llava");
        Settings settings = Settings.from(name -> Optional.ofNullable(given.get(name)));
        assertThat(settings.providers()).extracting(ProviderDraft::name).containsExactly("DeepSeek", "Ollama");
        assertThat(settings.providers().get(0).models()).isEqualTo(Preset.DEEPSEEK.models());
        assertThat(settings.providers().get(1).models()).containsExactly("qwen3", "llava");
        assertThat(settings.providers().get(1).localAllowed()).isTrue();
        Map<String, String> priced = Map.of("ollama_models", "qwen3:8b, llava", "ollama_prices", "qwen3:8b: 0/0.5 CNY");
        assertThat(Settings.from(name -> Optional.ofNullable(priced.get(name))).providers().getFirst().prices())
                .isEqualTo(Map.of("qwen3:8b", Price.parse("0/0.5 CNY")));
        Map<String, String> odd = Map.of("ollama_models", "llava", "ollama_prices", "qwen3:8b: 0/0.5 CNY");
        assertThatThrownBy(() -> Settings.from(name -> Optional.ofNullable(odd.get(name)))).hasMessageContaining("prices");
        assertThatThrownBy(() -> Settings.from(name -> name.equals("glm_key") ? Optional.of("密钥 不对") : Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("glm").hasMessageNotContaining("不对");
    }
}
