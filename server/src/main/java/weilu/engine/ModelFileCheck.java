package weilu.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Whether a model file may and can be run, by its header and by what the machine has; nothing of it is loaded for that (EN6). */
final class ModelFileCheck {
    static final int CONTEXT_MIN = 512;
    static final int CONTEXT_USUAL = 8_192;
    private static final int CONTEXT_MAX = 262_144;
    private static final String PATH = "path";
    private static final String MEMORY = "memoryMegabytes";

    private final Path folder;
    private final Machine machine;

    ModelFileCheck(Path folder, Machine machine) {
        this.folder = folder;
        this.machine = machine;
    }

    /** With what was left out filled in; refused by the field that is at fault. */
    ModelFile checked(ModelFileForm form) {
        Path file = inside(form.path());
        GgufHeader header = header(file);
        int trained = (int) Math.min(header.number("context_length", CONTEXT_USUAL), CONTEXT_MAX);
        int context = within("contextTokens", form.contextTokens(), Math.min(CONTEXT_USUAL, trained),
                Math.min(CONTEXT_MIN, trained), trained);
        int threads = within("threads", form.threads(), machine.threads(), 1, machine.processors());
        int memory = within(MEMORY, form.memoryMegabytes(), machine.halfMegabytes(), 1, machine.megabytes());
        ModelFile wanted = new ModelFile(file.toString(), context, threads, memory);
        long need = MemoryNeed.megabytes(header, context);
        if (need > memory) {
            throw Refusal.field(ErrorCode.TOO_LARGE, MEMORY, "it needs about " + need + " MB with such a context");
        }
        return wanted;
    }

    /** Looked at again before each start; throws with what stands in the way. */
    void requireFree(ModelFile file) throws IOException {
        GgufHeader header = GgufHeader.read(Path.of(file.path()));
        long need = MemoryNeed.megabytes(header, file.contextTokens());
        long free = machine.freeBytes().getAsLong() / MemoryNeed.MEGABYTE;
        if (need > Math.min(free, file.memoryMegabytes())) {
            throw new NotEnough("it needs about " + need + " MB; it may take " + file.memoryMegabytes() + ", and " + free
                    + " are free");
        }
    }

    /** There is not enough memory for it now. */
    static final class NotEnough extends IOException {
        private static final long serialVersionUID = 1;

        NotEnough(String why) {
            super(why);
        }
    }

    /** A file below the folder for models, whatever links lead where. */
    private Path inside(String named) {
        if (named == null || named.isBlank() || named.indexOf('\0') >= 0) {
            throw Refusal.field(ErrorCode.INVALID, PATH, "which file");
        }
        try {
            Path home = folder.toRealPath();
            Path file = home.resolve(named.strip()).toRealPath();
            if (!file.startsWith(home)) {
                throw Refusal.field(ErrorCode.FORBIDDEN, PATH, "it is not in the folder for models");
            }
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (IOException | InvalidPathException e) {
            throw Refusal.field(ErrorCode.NOT_FOUND, PATH, "there is no such file in the folder for models");
        }
        throw Refusal.field(ErrorCode.NOT_FOUND, PATH, "that is no file");
    }

    private static GgufHeader header(Path file) {
        try {
            return GgufHeader.read(file);
        } catch (IOException e) {
            throw Refusal.field(ErrorCode.INVALID, PATH, e.getMessage());
        }
    }

    private static int within(String field, Integer given, int usual, int least, int most) {
        if (given != null && (given < least || given > most)) {
            throw Refusal.field(ErrorCode.INVALID, field, least + " to " + most);
        }
        return given == null ? usual : given;
    }
}
