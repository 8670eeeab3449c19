package weilu.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenFramesTest {
    private static final Path FOLDER = Path.of("..", "protocol");

    /** One frame or event, and the file that shows it with every field set. */
    private record Golden(Class<?> family, String prefix, JsonSubTypes.Type type) {
        Path file() {
            return FOLDER.resolve(prefix + "-" + type.name() + ".json");
        }

        @Override
        public String toString() {
            return file().getFileName().toString();
        }
    }

    static Stream<Golden> goldens() {
        return Stream.of(
                family(ClientFrame.class, "client"), family(ServerFrame.class, "server"),
                        family(RoomEvent.class, "event"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    @DisplayName("[PR2] every frame and event has a golden file; reading and writing it gives the same")
    void readsAndWritesTheSame(Golden golden) throws IOException {
        assertThat(golden.file()).as("a golden file for " + golden.type().value().getSimpleName()).exists();
        JsonNode written = Json.mapper().readTree(golden.file().toFile());
        Object read = Json.mapper().treeToValue(written, golden.family());
        assertThat(read).isInstanceOf(golden.type().value());
        assertThat(Json.mapper().readTree(Json.write(read))).isEqualTo(written);
        assertThat(Json.mapper().readValue(Json.write(read), golden.family())).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    @DisplayName("[PR2] a golden file sets every field of its record, so that none can be renamed unseen")
    void setsEveryField(Golden golden) throws IOException {
        Set<String> fields = Arrays.stream(golden.type().value().getRecordComponents())
                .map(RecordComponent::getName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = new TreeSet<>();
        Json.mapper().readTree(golden.file().toFile()).fieldNames().forEachRemaining(shown::add);
        shown.remove("type");
        assertThat(shown).isEqualTo(fields);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    @DisplayName("[PR3] unknown fields are ignored")
    void ignoresUnknownFields(Golden golden) throws IOException {
        ObjectNode written = (ObjectNode) Json.mapper().readTree(golden.file().toFile());
        Object before = Json.mapper().treeToValue(written, golden.family());
        written.putObject("fromTheFuture").put("deep", true);
        assertThat(Json.mapper().treeToValue(written, golden.family())).isEqualTo(before);
    }

    @Test
    @DisplayName("[PR2] no golden file is left without its record")
    void noStrays() throws IOException {
        Set<String> known = goldens().map(Golden::toString).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json")).collect(Collectors.toCollection(TreeSet::new));
            assertThat(there).isEqualTo(known);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"shutDown\"}", "{\"room\":420185367}", "{\"type\":null}"})
    @DisplayName("[PR3] unknown types are refused")
    void refusesUnknownTypes(String json) {
        assertThatExceptionOfType(InvalidTypeIdException.class)
                .isThrownBy(() -> Json.mapper().readValue(json, ClientFrame.class));
    }

    @ParameterizedTest
    @DisplayName("[PR4] what is not of its form is refused, not bent into it")
    @ValueSource(strings = {
        "{\"type\":\"moveRead\",\"room\":420185367,\"seq\":9007199254740993}",
        "{\"type\":\"moveRead\",\"room\":420185367,\"seq\":-1}",
        "{\"type\":\"moveRead\",\"room\":420185367,\"seq\":1.5}",
        "{\"type\":\"moveRead\",\"room\":420185367,\"seq\":\"12\"}",
        "{\"type\":\"moveRead\",\"room\":420185367,\"seq\":[]}",
        "{\"type\":\"moveRead\",\"room\":42,\"seq\":12}",
        "{\"type\":\"moveRead\",\"room\":9223372036854775808,\"seq\":12}",
        "{\"type\":\"sendMessage\",\"room\":420185367,\"clientMessageId\":\"7\",\"body\":\"x\"}",
        "{\"type\":\"sendMessage\",\"room\":420185367,\"body\":7}",
        "{\"type\":\"ping\",\"n\":1}{\"type\":\"ping\",\"n\":2}",
        "[]", "7", "\"ping\""
    })
    void refusesOtherForms(String json) {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Json.mapper().readValue(json, ClientFrame.class));
    }

    @Test
    @DisplayName("[PR3] 30,000-deep JSON is refused without a stack overflow")
    void refusesDepth() {
        String deep = "{\"type\":\"ping\",\"n\":1,\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Json.mapper().readValue(deep, ClientFrame.class));
    }

    private static List<Golden> family(Class<?> sealed, String prefix) {
        JsonSubTypes.Type[] types = sealed.getAnnotation(JsonSubTypes.class).value();
        Set<Class<?>> named = Arrays.stream(types).map(JsonSubTypes.Type::value).collect(Collectors.toSet());
        assertThat(named).as("every record of " + sealed.getSimpleName() + " has its name on the wire")
                .isEqualTo(Set.of(sealed.getPermittedSubclasses()));
        return Arrays.stream(types).map(type -> new Golden(sealed, prefix, type)).toList();
    }
}
