package weilu.engine;

import java.util.Optional;
import java.util.function.Supplier;
import weilu.db.Db;

/** Which model file runs: the one in the settings, else the one an admin named. */
final class NamedFile implements Supplier<Optional<ModelFile>> {
    private final Db db;
    private final Optional<ModelFile> fromSettings;
    private final ModelFileStore store = new ModelFileStore();

    NamedFile(Db db, EngineSettings settings, Machine machine) {
        this.db = db;
        fromSettings = settings.file().map(form -> filled(form, settings, machine));
    }

    @Override
    public Optional<ModelFile> get() {
        return fromSettings.or(() -> db.inTransaction(store::find));
    }

    boolean isFromSettings() {
        return fromSettings.isPresent();
    }

    /** Who writes the settings may name any file; whether it can be run is looked at before each start. */
    private static ModelFile filled(ModelFileForm form, EngineSettings settings, Machine machine) {
        return new ModelFile(settings.models().resolve(form.path()).toString(),
                form.contextTokens() == null ? ModelFileCheck.CONTEXT_USUAL : form.contextTokens(),
                form.threads() == null ? machine.threads() : form.threads(),
                form.memoryMegabytes() == null ? machine.halfMegabytes() : form.memoryMegabytes());
    }
}
