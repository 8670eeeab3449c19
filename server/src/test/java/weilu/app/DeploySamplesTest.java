package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The samples in deploy/ are what they say they are; programs that read them are asked where they are installed. */
class DeploySamplesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern SETTING = Pattern.compile("WEILU_[A-Z_]+");
    private static final List<String> COMPOSE = List.of("compose.yaml", "compose.nodes.yaml");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[AP8] the settings that samples name exist, and what samples give them is accepted")
    void settings() throws IOException {
        Set<String> known = new HashSet<>(Set.of("WEILU_JAVA_HOME"));
        Settings.from(name -> {
            known.add("WEILU_" + name.toUpperCase(Locale.ROOT));
            return Optional.empty();
        });
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.list(DEPLOY)) {
            for (Path file : files.toList()) {
                Matcher setting = SETTING.matcher(Files.readString(file));
                while (setting.find()) {
                    named.add(setting.group());
                }
            }
        }
        assertThat(known).containsAll(named);
        assertThat(named).contains("WEILU_DATABASE_URL", "WEILU_NATS_URL", "WEILU_DATA_FOLDER", "WEILU_TRUSTED_PROXIES");

        for (String line : Files.readAllLines(DEPLOY.resolve("nodes.env.sample"))) {
            Matcher given = Pattern.compile("#? ?(WEILU_[A-Z_]+)=(.+)").matcher(line);
            if (given.matches()) {
                String name = given.group(1).substring("WEILU_".length()).toLowerCase(Locale.ROOT);
                Settings.from(asked -> Optional.of(given.group(2)).filter(value -> asked.equals(name)));
            }
        }
    }

    @Test
    @DisplayName("compose files name images or builds, files that exist, volumes and networks they declare, and no password")
    void compose() throws IOException {
        for (String name : COMPOSE) {
            Map<String, Object> whole = yaml(name);
            Map<String, Object> services = map(whole.get("services"));
            assertThat(services).as(name).isNotEmpty();
            services.forEach((service, value) -> {
                Map<String, Object> parts = map(value);
                assertThat(parts.containsKey("image") || parts.containsKey("build")).as(service).isTrue();
                if (parts.get("build") != null) {
                    Path context = DEPLOY.resolve(map(parts.get("build")).get("context").toString());
                    assertThat(context.resolve(map(parts.get("build")).get("dockerfile").toString())).exists();
                }
                for (String volume : texts(parts.get("volumes"))) {
                    String source = volume.split(":")[0];
                    boolean isFile = source.startsWith("./");
                    assertThat(isFile ? Files.exists(DEPLOY.resolve(source))
                            : source.startsWith("/") || map(whole.get("volumes")).containsKey(source)).as(volume).isTrue();
                }
                assertThat(map(whole.get("networks")).keySet()).as(service).containsAll(names(parts.get("networks")));
                assertThat(services.keySet()).as(service).containsAll(names(parts.get("depends_on")));
            });
            assertThat(Files.readString(DEPLOY.resolve(name))).as(name).doesNotContainPattern("(?i)password: +[^$\\s]");
        }
    }

    @Test
    @DisplayName("the nodes of the compose file share one database, one data folder and one bus, and the proxy knows them all")
    void sharing() throws IOException {
        Map<String, Object> services = map(yaml("compose.nodes.yaml").get("services"));
        List<String> nodes = services.keySet().stream().filter(name -> name.startsWith("node")).toList();
        assertThat(nodes).hasSizeGreaterThan(1);
        Set<Object> environments = new HashSet<>();
        Set<Object> volumes = new HashSet<>();
        for (String node : nodes) {
            environments.add(map(services.get(node)).get("environment"));
            volumes.add(map(services.get(node)).get("volumes"));
            assertThat(Files.readString(DEPLOY.resolve("nginx-nodes.conf"))).contains("server " + node + ":8420");
        }
        assertThat(environments).hasSize(1);
        assertThat(volumes).hasSize(1);
    }

    @Test
    @DisplayName("proxies pass the socket on, with the address of who comes and for longer than a client is silent")
    void proxies() throws IOException {
        for (String name : List.of("nginx.conf", "nginx-nodes.conf")) {
            String site = Files.readString(DEPLOY.resolve(name));
            assertThat(site).as(name).contains("proxy_http_version 1.1;", "proxy_set_header Upgrade $http_upgrade;",
                    "proxy_set_header Connection $connection_upgrade;", "proxy_set_header X-Forwarded-For",
                    "proxy_set_header X-Forwarded-Proto", "map $http_upgrade $connection_upgrade");
            Matcher seconds = Pattern.compile("proxy_read_timeout (\\d+)s;").matcher(site);
            assertThat(seconds.find()).as(name).isTrue();
            assertThat(Integer.parseInt(seconds.group(1))).as(name).isGreaterThan(75);
        }
        for (String name : List.of("Caddyfile", "Caddyfile.nodes")) {
            String site = Files.readString(DEPLOY.resolve(name));
            assertThat(site).as(name).contains("reverse_proxy 127.0.0.1:");
            assertThat(site.chars().filter(one -> one == '{').count()).as(name)
                    .isEqualTo(site.chars().filter(one -> one == '}').count());
        }
    }

    @Test
    @DisplayName("nginx reads its samples, where it is installed")
    void nginx() throws Exception {
        Optional<Path> nginx = program("nginx");
        assumeTrue(nginx.isPresent(), "there is no nginx");
        for (String name : List.of("nginx.conf", "nginx-nodes.conf")) {
            // Without certificates, and without names that only the network of a deployment knows.
            String site = Files.readString(DEPLOY.resolve(name)).replaceAll("(?m)^ *ssl_certificate.*$", "")
                    .replace("listen 443 ssl http2", "listen 127.0.0.1:8443")
                    .replaceAll("server node(\\d):", "server 127.0.0.$1:");
            Files.writeString(folder.resolve("site.conf"), site);
            Path whole = Files.writeString(folder.resolve("whole.conf"), "pid " + folder + "/pid; error_log stderr; events {}\n"
                    + "http { access_log off; include " + folder.resolve("site.conf") + "; }\n");
            assertThat(says(nginx.get().toString(), "-t", "-p", folder.toString(), "-c", whole.toString())).as(name).isEmpty();
        }
    }

    @Test
    @DisplayName("units have what a unit needs, and systemd reads them, where it is installed")
    void units() throws Exception {
        for (String name : List.of("weilu.service", "weilu@.service")) {
            String unit = Files.readString(DEPLOY.resolve(name));
            assertThat(unit).as(name).contains("[Unit]", "[Service]", "ExecStart=/opt/weilu/weilu run", "KillMode=mixed",
                    "Restart=on-failure", "[Install]", "WantedBy=multi-user.target");
            Optional<Path> systemd = program("systemd-analyze");
            if (systemd.isPresent()) {
                // Under a name without an instance, whatever is said of this machine's other units.
                Path copy = Files.writeString(folder.resolve(name), unit.replace("/opt/weilu/weilu run", "/bin/true"));
                String said = says(systemd.get().toString(), "verify", copy.toString());
                assertThat(said.lines().filter(line -> line.contains(name) && !line.contains("Failed to"))
                        .toList()).as(name).isEmpty();
            }
        }
    }

    /** What it complains of; empty when it ended well. */
    private static String says(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(where -> Path.of(where, name)).filter(Files::isExecutable).findFirst();
    }

    private static Map<String, Object> yaml(String name) throws IOException {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(DEPLOY.resolve(name))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<String> texts(Object list) {
        return list == null ? List.of() : ((Collection<?>) list).stream().map(Object::toString).toList();
    }

    /** Of a list, or of a map's keys. */
    private static List<String> names(Object value) {
        return value instanceof Map<?, ?> map ? new ArrayList<>(map.keySet().stream().map(Object::toString).toList())
                : texts(value);
    }
}
