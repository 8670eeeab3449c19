package weilu.tool.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.gateway.StopSignal;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest.Secret;
import weilu.outbound.OutboundRules;
import weilu.outbound.WebAddress;
import weilu.protocol.Json;
import weilu.tool.server.OddServer;

class OpenApiToolsTest {
    private static final String WEATHER = """
            openapi: 3.0.3
            info: {title: 天气, version: '1'}
            servers: [{url: 'https://weather.example/v1'}]
            paths:
              /cities/{city}/forecast:
                get:
                  operationId: forecast
                  summary: The weather of the next days
                  parameters:
                    - {name: city, in: path, required: true, schema: {type: string}}
                    - {name: days, in: query, schema: {type: integer, minimum: 1, maximum: 7}}
                    - {name: fields, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Field'}}}
                    - {name: X-Trace, in: header, schema: {type: string}}
              /reports:
                post:
                  operationId: report
                  requestBody:
                    required: true
                    content: {application/json: {schema: {$ref: '#/components/schemas/Report'}}}
              /by-cookie:
                get:
                  parameters: [{name: session, in: cookie, required: true, schema: {type: string}}]
              /elsewhere:
                get:
                  parameters: [{$ref: 'https://evil.example/p.yaml#/x'}]
            components:
              schemas:
                Field: {type: string, enum: [rain, wind], nullable: true}
                Report: {type: object, properties: {text: {type: string}, inner: {$ref: '#/components/schemas/Report'}}}
            """;

    @Test
    @DisplayName("[OA1] operations become tools with schemas that need nothing else; the others are left out with the reason")
    void reads() throws BadDocument {
        OpenApiFile file = OpenApiFile.read(WEATHER);
        assertThat(file.server()).isEqualTo("https://weather.example/v1");
        assertThat(file.operations()).extracting(tool -> tool.path("name").asText()).containsExactly("forecast", "report");
        JsonNode schema = file.operations().getFirst().path("inputSchema");
        assertThat(schema.path("required").toString()).isEqualTo("[\"city\"]");
        assertThat(schema.at("/properties/fields/items/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(schema.path("properties").has("X-Trace")).isFalse();
        assertThat(schema.toString() + file.operations().get(1)).doesNotContain("$ref");
        assertThat(file.leftOut()).hasSize(2).anyMatch(line -> line.contains("cookie")).anyMatch(line -> line.contains("evil"));
    }

    @Test
    @DisplayName("[OA3] what is no OpenAPI 3 file, or nests too deeply, is refused")
    void refuses() {
        for (String bad : List.of("", "[]", "swagger: '2.0'", "{\"openapi\":\"3.1.0\",\"paths\":{}}", "{".repeat(5_000),
                "openapi: 3.0.0\na: &a [x]\nb: [*a", "- ".repeat(5_000))) {
            assertThatThrownBy(() -> OpenApiFile.read(bad)).as(bad.substring(0, Math.min(20, bad.length())))
                    .isInstanceOf(BadDocument.class);
        }
    }

    @Test
    @DisplayName("[OA2] what a model writes fills the declared places, encoded, and cannot leave them")
    void fills() throws Exception {
        JsonNode declared = OpenApiFile.read(WEATHER).operations().getFirst().path("request");
        OpenApiRequest request = OpenApiRequest.fill(declared, json("""
                {"city":"西安?x=1#y","days":3,"fields":["rain","wind&z=1"],"other":"no"}"""));
        assertThat(request.pathAndQuery())
                .isEqualTo("/cities/%E8%A5%BF%E5%AE%89%3Fx%3D1%23y/forecast?days=3&fields=rain&fields=wind%26z%3D1");
        for (String city : List.of("..", ".", "", "a/../b", "a\\b")) {
            assertThatThrownBy(() -> OpenApiRequest.fill(declared, Json.mapper().createObjectNode().put("city", city)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("[OA2] a call goes to the declared server with the key; [OA4] a long answer is cut, a refusal is a failure")
    void calls() throws Exception {
        try (OddServer server = new OddServer();
                OutboundHttp http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system())) {
            String[] seen = new String[2];
            server.also("/v1/cities/", exchange -> {
                seen[0] = exchange.getRequestURI().toString();
                seen[1] = exchange.getRequestHeaders().getFirst("X-Key");
                OddServer.send(exchange, 200, "application/json", "{\"rain\":\"" + "x".repeat(30_000) + "\"}");
            });
            server.also("/v1/reports", exchange -> OddServer.send(exchange, 403, "application/json", "{\"no\":1}"));
            CallOperation calls = new CallOperation(http);
            List<JsonNode> operations = OpenApiFile.read(WEATHER).operations();
            CallOperation.Answer answer = calls.call(WebAddress.parse(server.origin() + "/v1/"), true, new Secret("X-Key", "k"),
                    OpenApiRequest.fill(operations.getFirst().path("request"), json("{\"city\":\"xian\"}")), new StopSignal());
            assertThat(answer.failed()).isFalse();
            assertThat(answer.text()).hasSizeLessThan(CallOperation.RESULT_CHARACTERS_MAX + 100).endsWith("cut off]");
            assertThat(seen).containsExactly("/v1/cities/xian/forecast", "k");

            CallOperation.Answer refused = calls.call(WebAddress.parse(server.origin() + "/v1"), true, null,
                    OpenApiRequest.fill(operations.get(1).path("request"), json("{\"body\":{\"text\":\"a\"}}")),
                    new StopSignal());
            assertThat(refused.failed()).isTrue();
            assertThat(refused.text()).contains("403");
            assertThat(calls.call(WebAddress.parse(server.origin() + "/v1"), false, null, OpenApiRequest.fill(
                    operations.getFirst().path("request"), json("{\"city\":\"xian\"}")), new StopSignal()).text())
                    .contains("local address");
        }
    }

    private static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text);
    }
}
