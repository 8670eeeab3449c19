package weilu.db;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Finds the migration scripts beside the first one. Flyway's own scanner lists folders of the class path, which the class
 * loader of the packaged server does not show.
 */
final class MigrationScripts implements ResourceProvider {
    private static final String FOLDER = "db/migration/";
    private static final String FIRST = FOLDER + "V100__account.sql";

    private final TreeMap<String, Script> scripts = new TreeMap<>();

    private static final class Known {
        static final MigrationScripts SCRIPTS = new MigrationScripts(found());
    }

    /** Those of this build. */
    static MigrationScripts known() {
        return Known.SCRIPTS;
    }

    private MigrationScripts(Collection<String> names) {
        for (String name : names) {
            scripts.put(name, new Script(name, text(name)));
        }
    }

    /** Those of them with these names. */
    MigrationScripts only(Set<String> names) {
        return new MigrationScripts(names.stream().filter(scripts::containsKey).toList());
    }

    Set<String> names() {
        return Set.copyOf(scripts.keySet());
    }

    @Override
    public LoadableResource getResource(String name) {
        return scripts.get(name.substring(name.lastIndexOf('/') + 1));
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return scripts.values().stream()
                .filter(script -> script.getFilename().startsWith(prefix))
                .filter(script -> Stream.of(suffixes).anyMatch(script.getFilename()::endsWith))
                .map(LoadableResource.class::cast)
                .toList();
    }

    /** All of them with their names, in order. */
    String whole() {
        return scripts.values().stream().map(script -> script.getFilename() + "\n" + script.text() + "\n").collect(joining());
    }

    private static List<String> found() {
        URL first = MigrationScripts.class.getClassLoader().getResource(FIRST);
        if (first == null) {
            throw new IllegalStateException(FIRST + " is not in this build");
        }
        try {
            URLConnection connection = first.openConnection();
            return connection instanceof JarURLConnection jar ? inJar(jar) : inFolder(Path.of(URI.create(first.toString())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> inJar(JarURLConnection jar) throws IOException {
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(FOLDER) && name.endsWith(".sql"))
                .map(name -> name.substring(FOLDER.length()))
                .toList();
    }

    private static List<String> inFolder(Path first) throws IOException {
        try (Stream<Path> files = Files.list(first.getParent())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")).toList();
        }
    }

    private static String text(String name) {
        try (InputStream stream = MigrationScripts.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One script as Flyway reads it. */
    private static final class Script extends LoadableResource {
        private final String name;
        private final String text;

        Script(String name, String text) {
            this.name = name;
            this.text = text;
        }

        String text() {
            return text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return null;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
