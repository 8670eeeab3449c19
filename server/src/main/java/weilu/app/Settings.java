package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How this server is set up. Each value comes from the environment ({@code WEILU_PORT}), else from the file
 * {@code weilu.toml} ({@code port = 8420}), else from its default; docs/settings.md lists them all.
 *
 * @param dataFolder where the embedded PostgreSQL, uploaded files and keys are
 * @param publicUrl the address people use, for links, passkeys and the Origin check; empty: as the request came
 * @param databaseUrl an external PostgreSQL, or empty for the embedded one
 * @param webFolder the built web client
 * @param trustedProxies addresses whose X-Forwarded-For counts
 * @param modelHosts host:port pairs of private addresses that models may be reached at
 */
public record Settings(
        Path dataFolder, String host, int port, Optional<URI> publicUrl, Optional<String> databaseUrl,
        int databaseConnections, Path webFolder, List<String> trustedProxies, List<String> modelHosts) {
    public static final String FILE = "weilu.toml";
    private static final int DATABASE_CONNECTIONS = 16;
    private static final int PORT = 8420;

    /** Reads the environment and the file; throws IllegalArgumentException that names the setting at fault. */
    public static Settings load(Map<String, String> environment) {
        Path file = Path.of(environment.getOrDefault("WEILU_CONFIG", FILE));
        return from(name -> Optional.ofNullable(environment.get(environmentName(name)))
                .or(() -> Optional.ofNullable(read(file).get(name)))
                .filter(value -> !value.isBlank()));
    }

    /** Settings by their names in the file, for tests and for {@link #load}. */
    public static Settings from(Function<String, Optional<String>> value) {
        return new Settings(
                Path.of(value.apply("data_folder").orElse("data")).toAbsolutePath(),
                value.apply("host").orElse("0.0.0.0"),
                number(value, "port", PORT, 0, 65_535),
                value.apply("public_url").map(Settings::origin),
                value.apply("database_url"),
                number(value, "database_connections", DATABASE_CONNECTIONS, 4, 200),
                Path.of(value.apply("web_folder").orElse("web/dist")).toAbsolutePath(),
                list(value, "trusted_proxies"),
                list(value, "model_hosts"));
    }

    private static URI origin(String text) {
        URI uri = URI.create(text.strip());
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException("public_url must be like https://weilu.example, not " + text);
        }
        return uri;
    }

    private static int number(Function<String, Optional<String>> value, String name, int otherwise, int least, int most) {
        String text = value.apply(name).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the setting's name.
        }
        throw new IllegalArgumentException(name + " must be a whole number from " + least + " to " + most + ", not " + text);
    }

    private static List<String> list(Function<String, Optional<String>> value, String name) {
        return value.apply(name).stream().flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    private static String environmentName(String name) {
        return "WEILU_" + name.toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            Map<String, String> values = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : new TomlMapper().readTree(file.toFile()).properties()) {
                List<String> texts = new ArrayList<>();
                JsonNode value = entry.getValue();
                (value.isArray() ? value : List.of(value)).forEach(one -> texts.add(one.asText()));
                values.put(entry.getKey(), String.join(",", texts));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable as TOML: " + e.getMessage(), e);
        }
    }
}
