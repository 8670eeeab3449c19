package weilu.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Writes a model of a few megabytes that llama.cpp really computes: the architecture "llama", one layer of seeded random weights,
 * and a vocabulary of the 256 bytes, ChatML's marks and pieces of our own. Each token's embedding is an axis of its own, and the
 * output matrix leads from each piece to the next: so the answer to whatever is asked is the pieces in their order.
 */
public final class TinyGguf {
    private static final int WIDTH = 320;
    private static final int HEADS = 5;
    private static final int HIDDEN = 64;
    private static final int TRAINED_TOKENS = 4_096;
    private static final int ALIGNMENT = 32;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int START = 256;
    private static final int END = 257;
    private static final int FIRST_PIECE = 258;

    private final List<byte[]> pieces;
    private final boolean endless;
    private final Random random = new Random(42);
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int keys;
    private int tensorCount;

    private TinyGguf(List<byte[]> pieces, boolean endless) {
        this.pieces = List.copyOf(pieces);
        this.endless = endless;
    }

    /** A model that always says these pieces, which may be parts of characters. */
    public static Path saying(Path file, byte[]... pieces) throws IOException {
        return new TinyGguf(List.of(pieces), false).write(file);
    }

    /** A model that says these pieces over and over. */
    public static Path repeating(Path file, String... pieces) throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (String piece : pieces) {
            bytes.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        return new TinyGguf(bytes, true).write(file);
    }

    private Path write(Path file) throws IOException {
        metadata();
        weights();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(little(4).putInt(3).array());
        all.writeBytes(little(16).putLong(tensorCount).putLong(keys).array());
        all.writeBytes(head.toByteArray());
        all.writeBytes(tensors.toByteArray());
        all.writeBytes(new byte[-all.size() & (ALIGNMENT - 1)]);
        all.writeBytes(data.toByteArray());
        return Files.write(file, all.toByteArray());
    }

    private void metadata() {
        text("general.architecture", "llama");
        text("general.name", "tiny");
        number("llama.context_length", TRAINED_TOKENS);
        number("llama.embedding_length", WIDTH);
        number("llama.block_count", 1);
        number("llama.feed_forward_length", HIDDEN);
        number("llama.rope.dimension_count", WIDTH / HEADS);
        number("llama.attention.head_count", HEADS);
        number("llama.attention.head_count_kv", HEADS);
        key("llama.attention.layer_norm_rms_epsilon", FLOAT32, little(4).putFloat(1e-5f).array());
        text("tokenizer.ggml.model", "gpt2");
        text("tokenizer.ggml.pre", "default");
        List<String> tokens = vocabulary();
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.writeBytes(little(12).putInt(STRING).putLong(tokens.size()).array());
        tokens.forEach(token -> names.writeBytes(string(token)));
        key("tokenizer.ggml.tokens", ARRAY, names.toByteArray());
        ByteBuffer kinds = little(12 + 4 * tokens.size()).putInt(INT32).putLong(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            kinds.putInt(i == START || i == END ? CONTROL : NORMAL);
        }
        key("tokenizer.ggml.token_type", ARRAY, kinds.array());
        key("tokenizer.ggml.merges", ARRAY, little(12).putInt(STRING).putLong(0).array());
        number("tokenizer.ggml.eos_token_id", END);
        key("tokenizer.ggml.add_bos_token", BOOL, new byte[] {0});
        text("tokenizer.chat_template", "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + "
                + "message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}");
    }

    /** Bytes in the form byte-level vocabularies write them, one printable character each. */
    private List<String> vocabulary() {
        List<String> tokens = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            tokens.add(shown(value));
        }
        tokens.add("<|im_start|>");
        tokens.add("<|im_end|>");
        for (byte[] piece : pieces) {
            StringBuilder token = new StringBuilder();
            for (byte one : piece) {
                token.append(shown(one & 0xff));
            }
            tokens.add(token.toString());
        }
        return tokens;
    }

    private static String shown(int value) {
        int next = 256;
        for (int i = 0; i < 256; i++) {
            boolean printable = i >= '!' && i <= '~' || i >= 0xa1 && i <= 0xac || i >= 0xae;
            if (i == value) {
                return Character.toString(printable ? i : next);
            }
            next += printable ? 0 : 1;
        }
        throw new IllegalArgumentException("no byte");
    }

    private void weights() {
        int vocabulary = FIRST_PIECE + pieces.size();
        float[] embeddings = new float[vocabulary * WIDTH];
        float[] output = new float[vocabulary * WIDTH];
        for (int token = 0; token < vocabulary; token++) {
            embeddings[token * WIDTH + token] = 1;
            output[next(token) * WIDTH + token] = 1;
        }
        tensor("token_embd.weight", embeddings, WIDTH, vocabulary);
        tensor("blk.0.attn_norm.weight", ones(), WIDTH);
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            tensor("blk.0." + name + ".weight", noise(WIDTH * WIDTH), WIDTH, WIDTH);
        }
        tensor("blk.0.ffn_norm.weight", ones(), WIDTH);
        tensor("blk.0.ffn_gate.weight", noise(WIDTH * HIDDEN), WIDTH, HIDDEN);
        tensor("blk.0.ffn_up.weight", noise(WIDTH * HIDDEN), WIDTH, HIDDEN);
        tensor("blk.0.ffn_down.weight", noise(HIDDEN * WIDTH), HIDDEN, WIDTH);
        tensor("output_norm.weight", ones(), WIDTH);
        tensor("output.weight", output, WIDTH, vocabulary);
    }

    /** From all that is no piece the answer begins: the template's last token is a line's end. */
    private int next(int token) {
        int last = FIRST_PIECE + pieces.size() - 1;
        if (token < FIRST_PIECE) {
            return FIRST_PIECE;
        }
        return token < last ? token + 1 : endless ? FIRST_PIECE : END;
    }

    private static float[] ones() {
        float[] values = new float[WIDTH];
        Arrays.fill(values, 1);
        return values;
    }

    private float[] noise(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * 0.001f;
        }
        return values;
    }

    private void tensor(String name, float[] values, int... shape) {
        tensors.writeBytes(string(name));
        tensors.writeBytes(little(4).putInt(shape.length).array());
        for (int size : shape) {
            tensors.writeBytes(little(8).putLong(size).array());
        }
        tensors.writeBytes(little(12).putInt(0).putLong(data.size()).array());
        ByteBuffer bytes = little(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        data.writeBytes(bytes.array());
        data.writeBytes(new byte[-data.size() & (ALIGNMENT - 1)]);
        tensorCount++;
    }

    private void number(String name, int value) {
        key(name, UINT32, little(4).putInt(value).array());
    }

    private void text(String name, String value) {
        key(name, STRING, string(value));
    }

    private void key(String name, int type, byte[] value) {
        head.writeBytes(string(name));
        head.writeBytes(little(4).putInt(type).array());
        head.writeBytes(value);
        keys++;
    }

    private static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return little(8 + bytes.length).putLong(bytes.length).put(bytes).array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
