package weilu.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import weilu.protocol.Json;

/** Agents to begin from: data files, in both languages. */
public final class AgentTemplates {
    /** @param definition complete but for what only a server can say: its model and files */
    public record Template(String id, AgentDefinition definition) {}

    private record Entry(String id, AgentDefinition zh, AgentDefinition en) {}

    private final List<Entry> entries = read();

    /**
     * For a language tag such as {@code zh-CN} or {@code en}.
     *
     * @param isHere which tools this server has; a template asks for no others
     */
    public List<Template> in(String language, Predicate<String> isHere) {
        boolean chinese = AgentWords.of(language == null ? "" : language) == AgentWords.CHINESE;
        return entries.stream().map(one -> new Template(one.id(), (chinese ? one.zh() : one.en())
                .withTools(tools -> tools.stream().filter(isHere).toList()))).toList();
    }

    private static List<Entry> read() {
        try (InputStream file = AgentTemplates.class.getResourceAsStream("/agents/templates.json")) {
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Json.mapper().readValue(json, new TypeReference<List<Entry>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("templates.json is not readable", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
