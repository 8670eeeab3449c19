package weilu.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands at the beginning of a GGUF file: enough to tell whether it is one, whether all of it is there, and how much
 * memory it will take, before anything is loaded (EN6).
 *
 * @param numbers whole numbers by key; of a list its sum
 */
record GgufHeader(String architecture, Map<String, Long> numbers, long vocabulary, long fileBytes) {
    private static final int MAGIC = 0x46554747;
    private static final int KEYS_MAX = 10_000;
    private static final int TENSORS_MAX = 100_000;
    private static final int TEXT_BYTES_MAX = 16_000_000;
    private static final long ELEMENTS_MAX = 10_000_000;
    private static final int DIMENSIONS_MAX = 8;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    /** How many bytes each type of value has; 0 for text and lists. */
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
    private static final int FLOAT32 = 6;
    private static final int FLOAT64 = 12;

    /** Reads it; an IOException says in words what is wrong. */
    static GgufHeader read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new Reader(new DataInputStream(in)).header(Files.size(file));
        } catch (EOFException e) {
            throw new IOException("the file is cut short", e);
        }
    }

    long number(String key, long otherwise) {
        return numbers.getOrDefault(architecture + "." + key, otherwise);
    }

    private static final class Reader {
        private final DataInputStream in;
        private final Map<String, Long> numbers = new HashMap<>();
        private String architecture = "";
        private long vocabulary;
        private long position;

        Reader(DataInputStream in) {
            this.in = in;
        }

        GgufHeader header(long fileBytes) throws IOException {
            if (integer() != MAGIC) {
                throw new IOException("this is no GGUF file");
            }
            int version = integer();
            if (version != 2 && version != 3) {
                throw new IOException("GGUF version " + version + " is not known");
            }
            long tensors = limited(word(), TENSORS_MAX);
            long keys = limited(word(), KEYS_MAX);
            for (long i = 0; i < keys; i++) {
                keyAndValue();
            }
            long last = 0;
            for (long i = 0; i < tensors; i++) {
                last = Math.max(last, tensorOffset());
            }
            if (tensors == 0 || numbers.getOrDefault("split.count", 1L) > 1) {
                throw new IOException(tensors == 0 ? "there is no model in it" : "it is one part of several: join them first");
            }
            if (position + last >= fileBytes) {
                throw new IOException("the file is cut short");
            }
            return new GgufHeader(architecture, Map.copyOf(numbers), vocabulary, fileBytes);
        }

        private void keyAndValue() throws IOException {
            String key = text();
            int type = integer();
            if (type == STRING) {
                String value = text();
                architecture = key.equals("general.architecture") ? value : architecture;
            } else if (type == ARRAY) {
                list(key);
            } else {
                numbers.put(key, scalar(type));
            }
        }

        private void list(String key) throws IOException {
            int type = integer();
            long count = limited(word(), ELEMENTS_MAX);
            long sum = 0;
            for (long i = 0; i < count; i++) {
                if (type == STRING) {
                    skip(limited(word(), TEXT_BYTES_MAX));
                } else {
                    sum += scalar(type);
                }
            }
            numbers.put(key, sum);
            vocabulary = key.equals("tokenizer.ggml.tokens") ? count : vocabulary;
        }

        private long tensorOffset() throws IOException {
            text();
            int dimensions = integer();
            skip(8 * limited(dimensions, DIMENSIONS_MAX));
            integer();
            return limited(word(), Long.MAX_VALUE);
        }

        /** A fraction counts as 0: none is asked for. */
        private long scalar(int type) throws IOException {
            if (type < 0 || type >= SIZES.length || SIZES[type] == 0) {
                throw new IOException("a value of an unknown kind is in it");
            }
            long value = little(SIZES[type]);
            return type == FLOAT32 || type == FLOAT64 ? 0 : value;
        }

        private String text() throws IOException {
            byte[] bytes = new byte[(int) limited(word(), TEXT_BYTES_MAX)];
            in.readFully(bytes);
            position += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private int integer() throws IOException {
            return (int) little(4);
        }

        private long word() throws IOException {
            return little(8);
        }

        private long little(int size) throws IOException {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= (long) in.readUnsignedByte() << 8 * i;
            }
            position += size;
            return value;
        }

        private void skip(long bytes) throws IOException {
            in.skipNBytes(bytes);
            position += bytes;
        }

        private static long limited(long value, long most) throws IOException {
            if (value < 0 || value > most) {
                throw new IOException("the file is damaged: a count in it cannot be");
            }
            return value;
        }
    }
}
