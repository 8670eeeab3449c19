package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import weilu.account.AttemptLimits.Allowance;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.engine.EngineSettings;
import weilu.engine.ModelFileForm;
import weilu.gateway.ModelLimits;
import weilu.gateway.ProviderDraft;
import weilu.message.AttachmentLimits;
import weilu.room.DoorLimits;

/**
 * How this server is set up. Each value comes from the environment ({@code WEILU_PORT}), else from the file
 * {@code weilu.toml} ({@code port = 8420}), else from its default; docs/settings.md lists them all.
 *
 * @param dataFolder where the embedded PostgreSQL, uploaded files and keys are
 * @param publicUrl the address people use, for links, passkeys and the Origin check; empty: as the request came
 * @param databaseUrl an external PostgreSQL, or empty for the embedded one
 * @param databaseConnections how many connections to the database are open at most
 * @param unsafeDatabaseAllowed whether to run on a database that may lose what it acknowledged (fsync off and the like)
 * @param metrics who may read /metrics
 * @param webFolder the built web client
 * @param trustedProxies addresses whose X-Forwarded-For counts
 * @param serverName what the server is called until an admin renames it
 * @param hostAgentName what the host agent is called
 * @param newAccountsPerHour how many accounts and guests may be made from one network
 * @param natsUrl a NATS server that several nodes tell each other live things by; empty: PostgreSQL carries them
 * @param embedEagerly whether messages are embedded as they come ({@code embed = "eager"}), not once somebody asks
 * @param uploads how much a member may upload
 * @param doors how often numbers, phrases and links may be tried
 * @param modelHosts host:port pairs of private addresses that models may be reached at
 * @param mcpProgramsAllowed whether admins may have programs on this machine started as servers of tools
 * @param models how long a model may take
 * @param timeZone where this server's days begin, for quotas and usage
 * @param providers of models, which admins see and do not change
 * @param engine a model file that runs inside
 */
public record Settings(
        Path dataFolder, String host, int port, Optional<URI> publicUrl, Optional<String> databaseUrl,
        int databaseConnections, boolean unsafeDatabaseAllowed, MetricsReaders metrics, Path webFolder,
        List<String> trustedProxies, String serverName, String hostAgentName, int newAccountsPerHour,
        AttachmentLimits uploads, DoorLimits.Sizes doors, List<String> modelHosts, boolean mcpProgramsAllowed,
        ModelLimits models, Optional<String> natsUrl, boolean embedEagerly, ZoneId timeZone,
        List<ProviderDraft> providers, EngineSettings engine) {
    /** When messages are embedded: as they come, or once somebody asks their room something. */
    private enum Embed { ASKED, EAGER }

    /** Who may read /metrics. */
    public enum MetricsReaders {
        /** Programs on this machine that do not come through a proxy. */
        LOCAL,
        ALL,
        NOBODY
    }

    public static final String FILE = "weilu.toml";
    private static final int DATABASE_CONNECTIONS = 16;
    private static final int PORT = 8420;
    private static final String TIME_ZONE = "Asia/Shanghai";
    private static final int NEW_ACCOUNTS_PER_HOUR = 60;
    private static final int UPLOAD_MEGABYTES_MAX = 2_000;
    private static final int MODEL_SECONDS_MAX = 900;
    private static final int MODEL_PAUSE_SECONDS_MAX = 180;
    private static final int TRIES_MAX = 1_000_000;
    private static final Duration TRIES_TIME = Duration.ofMinutes(10);

    /** Reads the environment and the file; throws IllegalArgumentException that names the setting at fault. */
    public static Settings load(Map<String, String> environment) {
        Map<String, String> inFile = read(Path.of(environment.getOrDefault("WEILU_CONFIG", FILE)));
        Set<String> asked = new HashSet<>();
        Settings settings = from(name -> {
            asked.add(name);
            return Optional.ofNullable(environment.get(environmentName(name)))
                    .or(() -> Optional.ofNullable(inFile.get(name)))
                    .filter(value -> !value.isBlank());
        });
        inFile.keySet().stream().filter(name -> !asked.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(FILE + " has \"" + name + "\", which is no setting; see docs/settings.md");
        });
        return settings;
    }

    /** The environment; a system property of the same name goes before it, for programs that cannot set theirs. */
    static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith("WEILU_"))
                .forEach(name -> environment.put(name, System.getProperty(name)));
        return environment;
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
                yesOrNo(value, "unsafe_database_allowed"),
                oneOf(MetricsReaders.class, value, "metrics", MetricsReaders.LOCAL),
                Path.of(value.apply("web_folder").orElse("web/dist")).toAbsolutePath(),
                list(value, "trusted_proxies"),
                value.apply("server_name").orElse("围炉"),
                value.apply("host_agent_name").orElse("阿炉"),
                number(value, "new_accounts_per_hour", NEW_ACCOUNTS_PER_HOUR, 1, 1_000_000),
                uploads(value),
                doors(value),
                list(value, "model_hosts"),
                yesOrNo(value, "mcp_programs_allowed"),
                models(value),
                value.apply("nats_url").map(Settings::natsUrl),
                oneOf(Embed.class, value, "embed", Embed.ASKED) == Embed.EAGER,
                timeZone(value.apply("time_zone").orElse(TIME_ZONE)),
                ProviderSettings.read(value),
                engine(value));
    }

    private static EngineSettings engine(Function<String, Optional<String>> value) {
        Path data = Path.of(value.apply("data_folder").orElse("data")).toAbsolutePath();
        Integer context = open(value, "model_file_context", 1_000_000);
        Integer threads = open(value, "model_file_threads", 1_024);
        Integer memory = open(value, "model_file_megabytes_max", 10_000_000);
        return new EngineSettings(
                value.apply("llama_folder").map(Path::of).orElse(data.resolve("llama")).toAbsolutePath(),
                value.apply("model_folder").map(Path::of).orElse(data.resolve("models")).toAbsolutePath(),
                value.apply("model_file").map(path -> new ModelFileForm(path, context, threads, memory)),
                Duration.ofMinutes(number(value, "model_file_idle_minutes", 30, 1, 10_000)));
    }

    /** A number that may be left to the machine. */
    private static Integer open(Function<String, Optional<String>> value, String name, int most) {
        return value.apply(name).isEmpty() ? null : (Integer) number(value, name, 1, 1, most);
    }

    private static AttachmentLimits uploads(Function<String, Optional<String>> value) {
        return AttachmentLimits.ofMegabytes(
                number(value, "picture_megabytes_max", 20, 1, UPLOAD_MEGABYTES_MAX),
                number(value, "file_megabytes_max", 50, 1, UPLOAD_MEGABYTES_MAX),
                number(value, "voice_megabytes_max", 5, 1, UPLOAD_MEGABYTES_MAX));
    }

    private static ModelLimits models(Function<String, Optional<String>> value) {
        ModelLimits usual = ModelLimits.STANDARD;
        return new ModelLimits(
                seconds(value, "model_begin_seconds_max", usual.firstToken(), MODEL_PAUSE_SECONDS_MAX),
                seconds(value, "model_pause_seconds_max", usual.idle(), MODEL_PAUSE_SECONDS_MAX),
                seconds(value, "model_answer_seconds_max", usual.total(), MODEL_SECONDS_MAX),
                usual.answerCharactersMax());
    }

    private static Duration seconds(
            Function<String, Optional<String>> value, String name, Duration otherwise, int most) {
        return Duration.ofSeconds(number(value, name, Math.toIntExact(otherwise.toSeconds()), 1, most));
    }

    private static DoorLimits.Sizes doors(Function<String, Optional<String>> value) {
        return new DoorLimits.Sizes(
                tries(value, "number_tries", 30),
                tries(value, "phrase_tries", 10),
                tries(value, "number_tries_per_network", 200),
                tries(value, "phrase_tries_per_network", 200),
                tries(value, "link_looks_per_network", 300),
                tries(value, "direct_rooms_opened", 40));
    }

    private static Allowance tries(Function<String, Optional<String>> value, String name, int otherwise) {
        return new Allowance(number(value, name, otherwise, 1, TRIES_MAX), TRIES_TIME);
    }

    /** The external database, if there is one. Throws DatabaseUnavailable that names the setting. */
    Optional<DatabaseAddress> database() {
        return databaseUrl.map(url -> namingTheSetting(() -> DatabaseAddress.parse(url)));
    }

    /** What is wrong with an external database is said with the setting it comes from. */
    <T> T namingTheSetting(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseUnavailable unavailable) {
            throw databaseUrl.isPresent() ? unavailable.namedBy("WEILU_DATABASE_URL") : unavailable;
        }
    }

    private static String natsUrl(String text) {
        if (Stream.of(text.split(",")).allMatch(url -> url.strip().matches("(nats|tls)://\\S+"))) {
            return text.replaceAll("\\s", "");
        }
        // Without the value: it may hold a password.
        throw new IllegalArgumentException(shown("nats_url") + " must be like nats://user:password@host:4222 or tls://…");
    }

    private static ZoneId timeZone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    shown("time_zone") + " must be the name of a time zone like Asia/Shanghai, not " + text, e);
        }
    }

    private static URI origin(String text) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().matches("https?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, with the setting's name.
        }
        throw new IllegalArgumentException(shown("public_url") + " must be like https://weilu.example, not " + text);
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
        throw new IllegalArgumentException(
                shown(name) + " must be a whole number from " + least + " to " + most + ", not " + text);
    }

    private static boolean yesOrNo(Function<String, Optional<String>> value, String name) {
        String text = value.apply(name).orElse("false").strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(shown(name) + " must be true or false, not " + text);
        };
    }

    private static <E extends Enum<E>> E oneOf(
            Class<E> kind, Function<String, Optional<String>> value, String name, E otherwise) {
        String text = value.apply(name).orElse(otherwise.name()).strip();
        return Stream.of(kind.getEnumConstants()).filter(one -> one.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(shown(name) + " must be one of "
                        + Stream.of(kind.getEnumConstants()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList()
                        + ", not " + text));
    }

    private static List<String> list(Function<String, Optional<String>> value, String name) {
        return value.apply(name).stream().flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    /** By both its names, for whoever set one of them. */
    private static String shown(String name) {
        return name + " (" + environmentName(name) + ")";
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
