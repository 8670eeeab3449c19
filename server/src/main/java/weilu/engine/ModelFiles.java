package weilu.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weilu.db.Db;
import weilu.gateway.Circuits;
import weilu.gateway.Preset;
import weilu.gateway.Provider;
import weilu.gateway.ProviderDraft;
import weilu.gateway.Providers;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Names the model file that runs inside, and makes it a provider like any other (EN8). */
public final class ModelFiles {
    static final int CHOICES_MAX = 200;
    private static final int DEPTH_MAX = 4;

    private final Db db;
    private final EngineSettings settings;
    private final Machine machine;
    private final NamedFile named;
    private final ModelFileCheck check;
    private final Engine engine;
    private final ModelFileStore store = new ModelFileStore();

    /** A file that could be named. */
    public record Choice(String path, long megabytes) {}

    /**
     * All the page shows.
     *
     * @param file null where none is named
     * @param folder where files must lie
     * @param libraryThere whether llama.cpp's libraries are there
     */
    public record View(ModelFile file, boolean fromSettings, EngineState state, String folder, List<Choice> choices,
            boolean libraryThere, int processors, int memoryMegabytes) {}

    public ModelFiles(Db db, EngineSettings settings, Machine machine, Clock clock, SecureRandom random) {
        this.db = db;
        this.settings = settings;
        this.machine = machine;
        named = new NamedFile(db, settings, machine);
        check = new ModelFileCheck(settings.models(), machine);
        engine = new Engine(settings, named, check, clock, random);
    }

    /** What runs it. */
    public Engine engine() {
        return engine;
    }

    /** The provider that stands for the file in the settings. */
    public static Optional<ProviderDraft> fromSettings(EngineSettings settings) {
        return settings.file().map(form -> draft(Preset.GGUF.chinese(), Path.of(form.path()), true));
    }

    public View view() {
        return new View(named.get().orElse(null), named.isFromSettings(), engine.state(), settings.models().toString(),
                choices(), LibraryFiles.in(settings.libraries()).isPresent(), machine.processors(),
                machine.megabytes());
    }

    /** Names a file in place of the one before, and begins to load it. */
    public View name(ModelFileForm form, AccountId by, Providers providers, Circuits circuits) {
        requireOwn();
        ModelFile file = check.checked(form);
        Path path = Path.of(file.path());
        Provider provider = inner(providers)
                .map(known -> providers.change(known.id(), draft(known.name(), path, known.enabled())))
                .orElseGet(() -> providers.add(draft(Preset.GGUF.chinese(), path, true), by));
        db.useTransaction(tx -> store.keep(tx, provider.id(), file));
        circuits.forget(provider.id());
        engine.begin();
        return view();
    }

    public void remove(Providers providers) {
        requireOwn();
        inner(providers).ifPresent(known -> providers.remove(known.id()));
        engine.begin();
    }

    private void requireOwn() {
        if (named.isFromSettings()) {
            throw Refusal.of(ErrorCode.CONFLICT, "the model file stands in the server's settings and is changed there");
        }
    }

    private static Optional<Provider> inner(Providers providers) {
        return providers.list().stream().filter(one -> one.preset() == Preset.GGUF).findFirst();
    }

    private static ProviderDraft draft(String name, Path file, boolean enabled) {
        return new ProviderDraft(name, Preset.GGUF, Preset.GGUF.baseUrl(), List.of(ModelFile.name(file)), null, true, enabled);
    }

    /** Files below the folder, by their paths from there. */
    private List<Choice> choices() {
        if (!Files.isDirectory(settings.models())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(settings.models(), DEPTH_MAX)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".gguf"))
                    .filter(Files::isRegularFile).sorted().limit(CHOICES_MAX)
                    .map(file -> new Choice(settings.models().relativize(file).toString(),
                            file.toFile().length() / MemoryNeed.MEGABYTE))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
