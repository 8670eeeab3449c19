package weilu.engine;

import java.nio.file.Path;

/**
 * A model in a file on this machine, and what running it may take.
 *
 * @param path where it really is, links resolved
 * @param contextTokens how long question and answer may be together
 * @param threads how many processors it computes on
 * @param memoryMegabytes the most its process may take
 */
public record ModelFile(String path, int contextTokens, int threads, int memoryMegabytes) {
    /** How the model is called: the file's name without its ending. */
    public String name() {
        return name(Path.of(path));
    }

    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)\\.gguf$", "");
    }
}
