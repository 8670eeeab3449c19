package weilu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What is said of a model file before anything of it is loaded. */
final class ModelFileCheckTest {
    private static final Machine MACHINE = new Machine(4, 2_048L << 20, () -> 1_024L << 20);

    @TempDir
    private Path folder;
    private Path models;
    private Path good;
    private ModelFileCheck check;

    @BeforeEach
    void files() throws IOException {
        models = Files.createDirectory(folder.resolve("models"));
        good = TinyGguf.saying(models.resolve("good.gguf"), "好".getBytes(StandardCharsets.UTF_8));
        check = new ModelFileCheck(models, MACHINE);
    }

    @Test
    @DisplayName("[EN6] what is left out is filled in: the context the file was trained for, one processor less, half the memory")
    void fillsIn() throws IOException {
        assertThat(check.checked(new ModelFileForm("good.gguf", null, null, null)))
                .isEqualTo(new ModelFile(good.toRealPath().toString(), 4_096, 3, 1_024));
    }

    @Test
    @DisplayName("[EN6] a file that needs more memory than it may take, or than is free, is refused before it is loaded")
    void tooLarge() throws IOException {
        ModelFile fits = check.checked(new ModelFileForm("good.gguf", 4_096, 1, 300));
        check.requireFree(fits);
        refused("memoryMegabytes", ErrorCode.TOO_LARGE, () -> check.checked(new ModelFileForm("good.gguf", 4_096, 1, 150)));
        ModelFileCheck crowded = new ModelFileCheck(models, new Machine(4, 2_048L << 20, () -> 100L << 20));
        assertThatThrownBy(() -> crowded.requireFree(fits)).isInstanceOf(ModelFileCheck.NotEnough.class);
    }

    @Test
    @DisplayName("[EN6] a longer context needs more: two bytes for each number that is kept of a token")
    void needsByContext() throws IOException {
        GgufHeader header = GgufHeader.read(good);
        long more = MemoryNeed.megabytes(header, 1 << 20) - MemoryNeed.megabytes(header, 0);
        // One layer, keys and values of 320 numbers.
        assertThat(more).isEqualTo(2 * 2 * 320);
    }

    @Test
    @DisplayName("[EN6] what is no GGUF, or only a part of one, is refused by the field")
    void broken() throws IOException {
        byte[] whole = Files.readAllBytes(good);
        Files.writeString(models.resolve("text.gguf"), "once upon a time");
        Files.write(models.resolve("half.gguf"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(models.resolve("head.gguf"), Arrays.copyOf(whole, 100));
        Files.write(models.resolve("empty.gguf"), new byte[0]);
        byte[] wild = whole.clone();
        Arrays.fill(wild, 16, 24, (byte) 0x7f);
        Files.write(models.resolve("wild.gguf"), wild);
        for (String name : new String[] {"text.gguf", "half.gguf", "head.gguf", "empty.gguf", "wild.gguf"}) {
            refused("path", ErrorCode.INVALID, () -> check.checked(new ModelFileForm(name, null, null, null)));
        }
    }

    @Test
    @DisplayName("[EN9] only files in the folder are named, wherever dots, roots and links lead")
    void staysInFolder() throws IOException {
        Path outside = Files.copy(good, folder.resolve("outside.gguf"));
        Files.createSymbolicLink(models.resolve("link.gguf"), outside);
        Files.createSymbolicLink(models.resolve("inner.gguf"), good);
        for (String path : new String[] {"../outside.gguf", outside.toString(), "link.gguf"}) {
            refused("path", ErrorCode.FORBIDDEN, () -> check.checked(new ModelFileForm(path, null, null, null)));
        }
        for (String path : new String[] {"none.gguf", "", ".", "a\0b"}) {
            assertThatThrownBy(() -> check.checked(new ModelFileForm(path, null, null, null))).isInstanceOf(Refusal.class);
        }
        assertThat(check.checked(new ModelFileForm("inner.gguf", null, null, null)).path())
                .isEqualTo(good.toRealPath().toString());
    }

    @Test
    @DisplayName("[EN6] limits beyond what the file or the machine has are refused by their fields")
    void limits() {
        refused("contextTokens", ErrorCode.INVALID, () -> check.checked(new ModelFileForm("good.gguf", 8_192, null, null)));
        refused("contextTokens", ErrorCode.INVALID, () -> check.checked(new ModelFileForm("good.gguf", 10, null, null)));
        refused("threads", ErrorCode.INVALID, () -> check.checked(new ModelFileForm("good.gguf", null, 5, null)));
        refused("memoryMegabytes", ErrorCode.INVALID, () -> check.checked(new ModelFileForm("good.gguf", null, null, 4_096)));
    }

    private static void refused(String field, ErrorCode code, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().field()).isEqualTo(field);
            assertThat(refusal.problem().code()).isEqualTo(code);
        });
    }
}
