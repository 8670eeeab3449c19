package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page that shows the HTTP API")
class ApiPageTest {
    @Test
    @DisplayName("[AP9] holds every path and every shape of the description, and each link leads somewhere")
    void isWhole() throws IOException {
        JsonNode api;
        try (InputStream stream = getClass().getClassLoader().getResourceAsStream("openapi.json")) {
            api = new ObjectMapper().readTree(stream);
        }
        String html = new ApiPage(api).html();
        assertThat(api.path("openapi").asText()).startsWith("3.1");
        assertThat(api.path("paths").size()).isGreaterThan(50);
        api.path("paths").fieldNames().forEachRemaining(path -> assertThat(html).contains("<code>" + path + "</code>"));
        api.at("/components/schemas").fieldNames()
                .forEachRemaining(shape -> assertThat(html).contains("id=\"" + shape + "\""));
        assertThat(html).doesNotContain("null");
    }

    @Test
    @DisplayName("[AP9] shows what is in the description as text")
    void escapes() throws IOException {
        JsonNode api = new ObjectMapper().readTree("""
                {"paths": {"/api/<script>": {"get": {"responses": {"200": {"description": "<b>"}}}}}}""");
        assertThat(new ApiPage(api).html()).doesNotContain("<script>").contains("&lt;script&gt;", "&lt;b&gt;");
    }
}
