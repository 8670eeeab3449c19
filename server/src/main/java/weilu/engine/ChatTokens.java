package weilu.engine;

import static weilu.engine.LlamaLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.engine.ChatRequest.Unusable;
import weilu.engine.ChatRequest.Words;

/**
 * Makes the tokens of a chat by the model's own template. The template is applied to place holders, and what people wrote is made
 * into tokens apart from it, as plain text: nobody can write a mark of the template and so speak as another (EN5).
 */
final class ChatTokens {
    /** Where a file has no template, or one that llama.cpp's C interface does not know. */
    private static final String USUAL = "chatml";
    /** As Qwen's template does where thinking is turned off. */
    private static final String NO_THOUGHTS = "<think>\n\n</think>\n\n";
    private static final String HOLDER = "weilu-place-%d-holder";
    private static final Pattern HOLDERS = Pattern.compile("weilu-place-(\\d+)-holder");
    private static final long MESSAGE_BYTES = 2 * POINTER.byteSize();

    private final LlamaLibrary library;
    private final MemorySegment vocabulary;
    private final String template;

    ChatTokens(LlamaLibrary library, MemorySegment model) {
        this.library = library;
        vocabulary = library.pointer("llama_model_get_vocab", model);
        template = LlamaLibrary.text(library.pointer("llama_model_chat_template", model, MemorySegment.NULL));
    }

    int[] of(ChatRequest request) throws Unusable {
        List<Words> messages = request.messages();
        String frame = frame(messages);
        List<int[]> parts = new ArrayList<>();
        Matcher holder = HOLDERS.matcher(frame);
        int from = 0;
        int found = 0;
        while (holder.find()) {
            parts.add(tokens(frame.substring(from, holder.start()), parts.isEmpty(), true));
            parts.add(tokens(messages.get(Integer.parseInt(holder.group(1))).text().strip(), false, false));
            from = holder.end();
            found++;
        }
        if (found != messages.size()) {
            throw new Unusable("the model's chat template leaves messages out");
        }
        boolean thoughtless = Boolean.FALSE.equals(request.thinking()) && template.contains("enable_thinking");
        parts.add(tokens(frame.substring(from) + (thoughtless ? NO_THOUGHTS : ""), false, true));
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /** The template around place holders. */
    private String frame(List<Words> messages) throws Unusable {
        String frame = applied(template, messages);
        if (frame == null) {
            frame = applied(USUAL, messages);
        }
        if (frame == null) {
            throw new Unusable("the chat template cannot be applied");
        }
        return frame;
    }

    private String applied(String form, List<Words> messages) {
        if (form.isEmpty()) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chat = arena.allocate(MESSAGE_BYTES * messages.size(), POINTER.byteAlignment());
            int characters = 0;
            for (int i = 0; i < messages.size(); i++) {
                String text = HOLDER.formatted(i);
                chat.setAtIndex(POINTER, 2L * i, arena.allocateFrom(messages.get(i).role()));
                chat.setAtIndex(POINTER, 2L * i + 1, arena.allocateFrom(text));
                characters += text.length() + 200;
            }
            int size = characters * 4 + 4_096;
            MemorySegment buffer = arena.allocate(size);
            int length = library.integer("llama_chat_apply_template", arena.allocateFrom(form), chat,
                    (long) messages.size(), true, buffer, size);
            return length < 0 || length > size ? null
                    : new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    private int[] tokens(String text, boolean first, boolean marks) {
        if (text.isEmpty() && !first) {
            return new int[0];
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, from, ValueLayout.JAVA_BYTE, 0, bytes.length);
            int most = bytes.length + 8;
            MemorySegment to = arena.allocate(ValueLayout.JAVA_INT, most);
            int count = library.integer("llama_tokenize", vocabulary, from, bytes.length, to, most, first, marks);
            if (count < 0) {
                throw new IllegalStateException("more tokens than bytes");
            }
            return to.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_INT);
        }
    }
}
