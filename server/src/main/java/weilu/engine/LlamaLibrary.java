package weilu.engine;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * llama.cpp's shared library: the functions of its C interface that are needed, by name. What passes by value are records of the
 * pinned release ({@link LibraryFiles}), so another release is refused (EN1): it would read them wrongly, or end the process.
 */
final class LlamaLibrary {
    static final AddressLayout POINTER = ValueLayout.ADDRESS;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    static final ValueLayout.OfBoolean BOOLEAN = ValueLayout.JAVA_BOOLEAN;
    private static final MemoryLayout MODEL_PARAMETERS = words(10);
    private static final MemoryLayout CONTEXT_PARAMETERS = words(20);
    private static final MemoryLayout BATCH = words(7);
    private static final MemoryLayout CHAIN_PARAMETERS = MemoryLayout.structLayout(BOOLEAN.withName("no_perf"));

    private static final int COMPLAINT = 4;
    private static volatile String complaint = "";

    private final Linker linker = Linker.nativeLinker();
    private final Map<String, MethodHandle> functions = new HashMap<>();
    private final SymbolLookup symbols;

    private LlamaLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
        declareModel();
        declareText();
        declareAnswer();
    }

    /** Loads the library, and of its ways to compute the one that fits this processor best. Both stay until the process ends. */
    static LlamaLibrary open(LibraryFiles files) throws IOException {
        Arena always = Arena.global();
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(files.llama(), always)
                    .or(SymbolLookup.libraryLookup(files.ggml(), always));
            LlamaLibrary library = new LlamaLibrary(symbols);
            String release = text(library.pointer("llama_version"));
            if (!release.equals(LibraryFiles.RELEASE)) {
                throw new IOException("this is release " + release + " of llama.cpp; " + LibraryFiles.RELEASE + " is needed");
            }
            library.start(files.folder(), always);
            return library;
        } catch (IllegalArgumentException e) {
            throw new IOException("llama.cpp's library cannot be loaded: " + e.getMessage(), e);
        }
    }

    private void start(Path folder, Arena always) {
        listen(always);
        call("ggml_backend_load_all_from_path", always.allocateFrom(folder.toString()));
        call("llama_backend_init");
    }

    /** Of all it would write only complaints are kept: they say why a file cannot be read. */
    private void listen(Arena always) {
        try {
            MethodHandle heard = MethodHandles.lookup().findStatic(LlamaLibrary.class, "heard",
                    MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
            call("llama_log_set", callback(heard, FunctionDescriptor.ofVoid(INT, POINTER, POINTER), always),
                    MemorySegment.NULL);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void heard(int level, MemorySegment words, MemorySegment nothing) {
        if (level == COMPLAINT) {
            complaint = text(words).strip();
        }
    }

    /** The last thing the library complained of; empty for nothing. */
    static String complaint() {
        return complaint;
    }

    Object call(String function, Object... arguments) {
        try {
            return functions.get(function).invokeWithArguments(arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    MemorySegment pointer(String function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    int integer(String function, Object... arguments) {
        return (int) call(function, arguments);
    }

    /** A function of ours that the library may call while {@code arena} lives. */
    MemorySegment callback(MethodHandle target, FunctionDescriptor signature, Arena arena) {
        return linker.upcallStub(target, signature, arena);
    }

    /** What a function returned as a pointer to text; empty for none. */
    static String text(MemorySegment pointer) {
        return pointer.equals(MemorySegment.NULL) ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    MemorySegment record(String function, Arena arena, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = (SegmentAllocator) arena;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return (MemorySegment) call(function, all);
    }

    private void declareModel() {
        returning("llama_version", POINTER);
        nothing("llama_log_set", POINTER, POINTER);
        nothing("ggml_backend_load_all_from_path", POINTER);
        nothing("llama_backend_init");
        returning("llama_model_default_params", MODEL_PARAMETERS);
        returning("llama_model_load_from_file", POINTER, POINTER, MODEL_PARAMETERS);
        nothing("llama_model_free", POINTER);
        returning("llama_model_n_ctx_train", INT, POINTER);
        returning("llama_model_has_encoder", BOOLEAN, POINTER);
        returning("llama_model_get_vocab", POINTER, POINTER);
        returning("llama_model_chat_template", POINTER, POINTER, POINTER);
        returning("llama_context_default_params", CONTEXT_PARAMETERS);
        returning("llama_init_from_model", POINTER, POINTER, CONTEXT_PARAMETERS);
        nothing("llama_free", POINTER);
        returning("llama_n_ctx", INT, POINTER);
    }

    private void declareText() {
        returning("llama_vocab_n_tokens", INT, POINTER);
        returning("llama_vocab_is_eog", BOOLEAN, POINTER, INT);
        returning("llama_tokenize", INT, POINTER, POINTER, INT, POINTER, INT, BOOLEAN, BOOLEAN);
        returning("llama_token_to_piece", INT, POINTER, INT, POINTER, INT, INT, BOOLEAN);
        returning("llama_chat_apply_template", INT, POINTER, POINTER, LONG, BOOLEAN, POINTER, INT);
    }

    private void declareAnswer() {
        returning("llama_batch_get_one", BATCH, POINTER, INT);
        returning("llama_decode", INT, POINTER, BATCH);
        returning("llama_get_memory", POINTER, POINTER);
        nothing("llama_memory_clear", POINTER, BOOLEAN);
        returning("llama_memory_seq_rm", BOOLEAN, POINTER, INT, INT, INT);
        returning("llama_sampler_chain_default_params", CHAIN_PARAMETERS);
        returning("llama_sampler_chain_init", POINTER, CHAIN_PARAMETERS);
        nothing("llama_sampler_chain_add", POINTER, POINTER);
        returning("llama_sampler_init_greedy", POINTER);
        returning("llama_sampler_init_top_p", POINTER, FLOAT, LONG);
        returning("llama_sampler_init_top_k", POINTER, INT);
        returning("llama_sampler_init_temp", POINTER, FLOAT);
        returning("llama_sampler_init_dist", POINTER, INT);
        returning("llama_sampler_sample", INT, POINTER, POINTER, INT);
        nothing("llama_sampler_free", POINTER);
    }

    private void nothing(String name, MemoryLayout... parameters) {
        declare(name, FunctionDescriptor.ofVoid(parameters));
    }

    private void returning(String name, MemoryLayout result, MemoryLayout... parameters) {
        declare(name, FunctionDescriptor.of(result, parameters));
    }

    private void declare(String name, FunctionDescriptor signature) {
        MemorySegment address = symbols.find(name)
                .orElseThrow(() -> new IllegalArgumentException("it has no function " + name));
        functions.put(name, linker.downcallHandle(address, signature));
    }

    /** A record of so many eight bytes: beyond two of them it passes through memory, whatever is in it. */
    private static MemoryLayout words(int count) {
        MemoryLayout[] words = new MemoryLayout[count];
        Arrays.fill(words, LONG);
        return MemoryLayout.structLayout(words);
    }
}
