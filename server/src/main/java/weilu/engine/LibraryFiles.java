package weilu.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where llama.cpp's shared libraries are. They are those of the npm packages {@code @node-llama-cpp/linux-x64} and {@code
 * -arm64}: plain builds of one release, with a variant for each kind of processor.
 */
public record LibraryFiles(Path folder, Path llama, Path ggml) {
    /** The one release of llama.cpp whose records {@link LlamaLibrary} knows. */
    public static final String RELEASE = "0.5.0-dev";

    /** Those in a folder, or empty when they are not all there. */
    public static Optional<LibraryFiles> in(Path folder) {
        Optional<Path> llama = named(folder, "libllama.");
        Optional<Path> ggml = named(folder, "libggml.");
        return llama.isEmpty() || ggml.isEmpty() || named(folder, "libggml-cpu").isEmpty() ? Optional.empty()
                : Optional.of(new LibraryFiles(folder.toAbsolutePath(), llama.get(), ggml.get()));
    }

    private static Optional<Path> named(Path folder, String beginning) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .filter(Files::isRegularFile).sorted().findFirst().map(Path::toAbsolutePath);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
