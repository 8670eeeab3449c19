package weilu.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What whoever runs the machine set up.
 *
 * @param libraries the folder llama.cpp's libraries are in
 * @param models the folder model files may be in; admins name no others
 * @param file the model file that stands in the settings; its limits may be left open
 * @param idle after so long without a question the memory is given back
 */
public record EngineSettings(Path libraries, Path models, Optional<ModelFileForm> file, Duration idle) {}
