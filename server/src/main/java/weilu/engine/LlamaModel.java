package weilu.engine;

import static weilu.engine.LlamaLibrary.FLOAT;
import static weilu.engine.LlamaLibrary.INT;
import static weilu.engine.LlamaLibrary.POINTER;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import weilu.engine.ChatRequest.Unusable;

/** One model in memory, and its context. One answer at a time; whoever calls sees to that. */
final class LlamaModel {
    /** How many tokens are computed at once. More needs more memory, and a stop would be heeded later. */
    static final int BATCH_TOKENS = 256;
    private static final int TOP_K = 40;
    private static final int PIECE_BYTES_MAX = 512;

    private final LlamaLibrary library;
    private final MemorySegment context;
    private final MemorySegment vocabulary;
    private final ChatTokens chats;
    private final int contextTokens;
    /** What the context holds, so that a conversation that goes on is not computed from its beginning again. */
    private int[] held = {};

    /** Hears an answer as it comes. */
    interface Hearer {
        /** A part of the question was read; false ends the answer. */
        boolean reading();

        /** Whole characters; false ends the answer. */
        boolean words(String text);
    }

    /** How an answer ended: "stop", "length" or "stopped". */
    record Answered(int promptTokens, int answerTokens, String finish) {}

    private LlamaModel(LlamaLibrary library, MemorySegment model, MemorySegment context) {
        this.library = library;
        this.context = context;
        vocabulary = library.pointer("llama_model_get_vocab", model);
        chats = new ChatTokens(library, model);
        contextTokens = library.integer("llama_n_ctx", context);
    }

    /** Loads a file; {@code progress} hears from 0 to 1. Model and context stay until the process ends. */
    static LlamaModel load(LlamaLibrary library, Path file, int contextTokens, int threads, DoubleConsumer progress)
            throws IOException {
        MemorySegment model = model(library, file, progress);
        if ((boolean) library.call("llama_model_has_encoder", model)) {
            throw new IOException("this is no model that chats");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wishes = library.record("llama_context_default_params", arena);
            wishes.set(INT, 0, Math.min(contextTokens, library.integer("llama_model_n_ctx_train", model)));
            wishes.set(INT, 4, BATCH_TOKENS);
            wishes.set(INT, 8, BATCH_TOKENS);
            wishes.set(INT, 12, 1);
            wishes.set(INT, 28, threads);
            wishes.set(INT, 32, threads);
            MemorySegment context = library.pointer("llama_init_from_model", model, wishes);
            if (context.equals(MemorySegment.NULL)) {
                throw new IOException("there is not enough memory for so long a context");
            }
            return new LlamaModel(library, model, context);
        }
    }

    /** Into memory of our own rather than mapped: what it takes can be measured, and a file that is cut short harms nobody. */
    private static MemorySegment model(LlamaLibrary library, Path file, DoubleConsumer progress) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment wishes = library.record("llama_model_default_params", arena);
            wishes.set(INT, 24, 0);
            wishes.set(POINTER, 48, progressCallback(library, progress, arena));
            MemorySegment model = library.pointer("llama_model_load_from_file", arena.allocateFrom(file.toString()), wishes);
            if (model.equals(MemorySegment.NULL)) {
                throw new IOException("llama.cpp cannot read this file: " + LlamaLibrary.complaint());
            }
            return model;
        }
    }

    private static MemorySegment progressCallback(LlamaLibrary library, DoubleConsumer progress, Arena arena) {
        try {
            MethodHandle target = MethodHandles.lookup().findStatic(LlamaModel.class, "loaded",
                    MethodType.methodType(boolean.class, DoubleConsumer.class, float.class, MemorySegment.class));
            return library.callback(target.bindTo(progress),
                    FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, FLOAT, POINTER), arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean loaded(DoubleConsumer progress, float share, MemorySegment nothing) {
        progress.accept(share);
        return true;
    }

    Answered answer(ChatRequest request, Hearer hearer) throws Unusable {
        int[] prompt = chats.of(request);
        if (prompt.length >= contextTokens) {
            throw new Unusable("the question has " + prompt.length + " tokens, and the context of this model file "
                    + contextTokens + "; give it a longer one");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sampler = sampler(request, arena);
            try {
                return read(prompt, hearer, arena) ? write(request, prompt.length, sampler, hearer, arena)
                        : new Answered(prompt.length, 0, "stopped");
            } finally {
                library.call("llama_sampler_free", sampler);
            }
        }
    }

    /** Computes the question, but for what of it the context still holds from the one before. */
    private boolean read(int[] prompt, Hearer hearer, Arena arena) throws Unusable {
        int same = Arrays.mismatch(held, prompt);
        int kept = same < 0 ? prompt.length - 1 : Math.min(same, prompt.length - 1);
        MemorySegment memory = library.pointer("llama_get_memory", context);
        if (!(boolean) library.call("llama_memory_seq_rm", memory, 0, kept, -1)) {
            library.call("llama_memory_clear", memory, true);
            kept = 0;
        }
        held = Arrays.copyOf(prompt, kept);
        MemorySegment tokens = arena.allocateFrom(INT, prompt);
        for (int from = kept; from < prompt.length; from += BATCH_TOKENS) {
            if (!hearer.reading()) {
                return false;
            }
            int count = Math.min(BATCH_TOKENS, prompt.length - from);
            decode(tokens.asSlice(4L * from, 4L * count), count, arena);
            held = Arrays.copyOf(prompt, from + count);
        }
        return true;
    }

    private Answered write(ChatRequest request, int promptTokens, MemorySegment sampler, Hearer hearer, Arena arena)
            throws Unusable {
        WholeCharacters characters = new WholeCharacters();
        MemorySegment piece = arena.allocate(PIECE_BYTES_MAX);
        MemorySegment next = arena.allocate(INT);
        int most = Math.min(request.tokensMax(), contextTokens - promptTokens);
        for (int written = 0; written < most; written++) {
            int token = library.integer("llama_sampler_sample", sampler, context, -1);
            if ((boolean) library.call("llama_vocab_is_eog", vocabulary, token)) {
                hearer.words(characters.end());
                return new Answered(promptTokens, written, "stop");
            }
            int length = library.integer("llama_token_to_piece", vocabulary, token, piece, PIECE_BYTES_MAX, 0, false);
            byte[] bytes = piece.asSlice(0, Math.max(length, 0)).toArray(ValueLayout.JAVA_BYTE);
            if (!hearer.words(characters.add(bytes))) {
                return new Answered(promptTokens, written + 1, "stopped");
            }
            if (written + 1 < most) {
                next.set(INT, 0, token);
                decode(next, 1, arena);
                held = Arrays.copyOf(held, held.length + 1);
                held[held.length - 1] = token;
            }
        }
        hearer.words(characters.end());
        return new Answered(promptTokens, most, "length");
    }

    private void decode(MemorySegment tokens, int count, Arena arena) throws Unusable {
        MemorySegment batch = library.record("llama_batch_get_one", arena, tokens, count);
        if (library.integer("llama_decode", context, batch) != 0) {
            held = new int[0];
            throw new Unusable("llama.cpp could not compute this");
        }
    }

    private MemorySegment sampler(ChatRequest request, Arena arena) {
        MemorySegment wishes = library.record("llama_sampler_chain_default_params", arena);
        MemorySegment chain = library.pointer("llama_sampler_chain_init", wishes);
        if (request.temperature() == 0) {
            library.call("llama_sampler_chain_add", chain, library.pointer("llama_sampler_init_greedy"));
            return chain;
        }
        library.call("llama_sampler_chain_add", chain, library.pointer("llama_sampler_init_top_k", TOP_K));
        library.call("llama_sampler_chain_add", chain, library.pointer("llama_sampler_init_top_p", request.topP(), 1L));
        library.call("llama_sampler_chain_add", chain, library.pointer("llama_sampler_init_temp", request.temperature()));
        library.call("llama_sampler_chain_add", chain, library.pointer("llama_sampler_init_dist", request.seed()));
        return chain;
    }
}
