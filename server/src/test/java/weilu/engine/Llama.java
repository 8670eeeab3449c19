package weilu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/**
 * llama.cpp's libraries from npm: {@code e2e/package-lock.json} pins them, and {@code ./weilu test} installs them before the
 * server's tests.
 */
public final class Llama {
    private Llama() {}

    /** Skips the test where there is no build of them, and only there. */
    public static Path libraries() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "llama.cpp's libraries are only fetched for Linux");
        String build = System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
        Path folder = Path.of("../e2e/node_modules/@node-llama-cpp", build, "bins", build).toAbsolutePath().normalize();
        assertThat(LibraryFiles.in(folder)).as("run `npm ci` in e2e/ first; ./weilu test does").isPresent();
        return folder;
    }
}
