package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.gateway.ModelOutcome.Completed;
import weilu.gateway.ModelOutcome.Failed;
import weilu.gateway.ModelProblem.Kind;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Picture;
import weilu.gateway.Prompt.Role;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.Seq;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.outbound.WebAddress;
import weilu.protocol.Json;

class ChatWireTest {
    private static final ModelLimits QUICK =
            new ModelLimits(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(10), 200);
    private static final Prompt PROMPT = new Prompt(List.of(new Part(Role.USER, "几点了", List.of(new Seq(1)))), Reach.ANYWHERE);
    private static final ToolSpec CLOCK = new ToolSpec("clock", "tells the time", schema());

    private final List<String> words = new ArrayList<>();
    private final List<String> thoughts = new ArrayList<>();
    private ScriptedModel model;
    private OutboundHttp http;

    @BeforeEach
    void start() throws IOException {
        model = ScriptedModel.start();
        http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
    }

    @AfterEach
    void stop() {
        http.close();
        model.close();
    }

    @Test
    @DisplayName("[GW5] calls are put together from their parts, and an answer may be calls alone")
    void readsCalls() {
        model.next(Script.call("clock", "{\"zone\":\"上海\"}").andCall("clock", "{}"),
                Script.call("clock", "{\"zone\":1}").inOnePiece());
        Completed done = (Completed) ask(asking(List.of(CLOCK), false), Dialect.PLAIN);
        assertThat(done.text()).isEmpty();
        assertThat(done.calls()).containsExactly(new CallWish("call_0_clock", "clock", "{\"zone\":\"上海\"}"),
                new CallWish("call_1_clock", "clock", "{}"));
        Completed whole = (Completed) ask(asking(List.of(CLOCK), false), Dialect.PLAIN);
        assertThat(whole.calls()).containsExactly(new CallWish("call_0_clock", "clock", "{\"zone\":1}"));
        assertThat(sent().at("/tools/0/function/name").asText()).isEqualTo("clock");
        assertThat(sent().at("/tools/0/function/parameters/type").asText()).isEqualTo("object");
    }

    @Test
    @DisplayName("[GW5] providers that give all calls one index, or none, are understood by the calls' ids")
    void readsOddCalls() {
        GatheredCalls one = new GatheredCalls();
        one.add(calls("[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"x\",\"arguments\":\"{}\"}}]"));
        one.add(calls("[{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"y\",\"arguments\":\"{}\"}}]"));
        assertThat(one.wishes()).containsExactly(new CallWish("a", "x", "{}"), new CallWish("b", "y", "{}"));
        GatheredCalls none = new GatheredCalls();
        none.add(calls("[{\"id\":\"a\",\"function\":{\"name\":\"x\",\"arguments\":\"{\\\"n\\\"\"}}]"));
        none.add(calls("[{\"function\":{\"arguments\":\":1}\"}},{\"function\":{\"name\":\"y\",\"arguments\":{\"m\":2}}}]"));
        assertThat(none.wishes()).containsExactly(
                new CallWish("a", "x", "{\"n\":1}"), new CallWish("call-2", "y", "{\"m\":2}"));
    }

    @Test
    @DisplayName("[GW5] a model that wishes for calls without end is given up; one below the limit is not")
    void limitsCalls() {
        Script many = Script.say();
        for (int i = 0; i < GatheredCalls.CALLS_MAX; i++) {
            many = many.andCall("clock", "{}");
        }
        model.next(many, many.andCall("clock", "{}"));
        assertThat(((Completed) ask(asking(List.of(CLOCK), false), Dialect.PLAIN)).calls()).hasSize(GatheredCalls.CALLS_MAX);
        assertThat(problem(ask(asking(List.of(CLOCK), false), Dialect.PLAIN)).kind()).isEqualTo(Kind.BROKEN_ANSWER);
    }

    @Test
    @DisplayName("[GW5] results of calls are sent back with the calls, and thinking to whom wants it back")
    void writesResults() {
        CallWish broken = new CallWish("c1", "clock", "{\"zone\":");
        Completed before = new Completed("", "想一想", List.of(broken), "m", Usage.UNKNOWN, false, true);
        Prompt more = PROMPT.and(List.of(Part.said(before), Part.result(broken, "三点", List.of())));
        ask(new ModelAsk(PromptFor.only(more), null, 0.3, true, List.of(CLOCK), false), Dialect.SWITCH);
        JsonNode first = sent();
        assertThat(first.at("/messages/1/tool_calls/0/function/arguments").asText()).isEqualTo("{}");
        assertThat(first.at("/messages/1/reasoning_content").asText()).isEqualTo("想一想");
        assertThat(first.at("/messages/2/role").asText()).isEqualTo("tool");
        assertThat(first.at("/messages/2/tool_call_id").asText()).isEqualTo("c1");
        assertThat(first.at("/messages/2/content").asText()).isEqualTo("三点");
        assertThat(first.path("temperature").asDouble()).isEqualTo(0.3);
        ask(new ModelAsk(PromptFor.only(more), null, null, true, List.of(CLOCK), false), Dialect.TEMPLATE);
        assertThat(sent().at("/messages/1").has("reasoning_content")).isFalse();
    }

    @Test
    @DisplayName("[GW5] thinking is kept apart from the answer, in a field of its own and between marks")
    void keepsThinkingApart() {
        model.next(Script.think("先", "想").saying("答"), Script.say("<think>先", "想</thi", "nk>答"),
                Script.think("想").saying("答").inOnePiece());
        for (String thought : List.of("先想", "先想", "想")) {
            words.clear();
            thoughts.clear();
            Completed done = (Completed) ask(ModelAsk.of(PROMPT), Dialect.PLAIN);
            assertThat(done.text()).isEqualTo("答");
            assertThat(done.thinking()).isEqualTo(thought);
            assertThat(String.join("", thoughts)).isEqualTo(thought);
            assertThat(String.join("", words)).isEqualTo("答");
        }
    }

    @Test
    @DisplayName("[GW5] thinking is asked for, and turned off, in each provider's own words")
    void speaksDialects() {
        ObjectNode root = Json.mapper().createObjectNode();
        for (Dialect dialect : Dialect.values()) {
            dialect.write(root.putObject(dialect + " on"), true);
            dialect.write(root.putObject(dialect + " off"), false);
        }
        assertThat(Json.write(root)).isEqualTo("{\"PLAIN on\":{},\"PLAIN off\":{},"
                + "\"EFFORT on\":{\"reasoning_effort\":\"medium\"},\"EFFORT off\":{},"
                + "\"EFFORT_OR_NONE on\":{\"reasoning_effort\":\"medium\"},"
                + "\"EFFORT_OR_NONE off\":{\"reasoning_effort\":\"none\"},"
                + "\"ENABLE on\":{\"enable_thinking\":true},\"ENABLE off\":{\"enable_thinking\":false},"
                + "\"SWITCH on\":{\"thinking\":{\"type\":\"enabled\"}},\"SWITCH off\":{\"thinking\":{\"type\":\"disabled\"}},"
                + "\"TEMPLATE on\":{\"chat_template_kwargs\":{\"enable_thinking\":true}},"
                + "\"TEMPLATE off\":{\"chat_template_kwargs\":{\"enable_thinking\":false}}}");
    }

    @Test
    @DisplayName("[GW5] pictures go as data, JSON is asked for by name")
    void writesPictures() {
        Picture picture = new Picture("image/png", new byte[] {1, 2, 3}, "00");
        Prompt seen = new Prompt(List.of(new Part(Role.USER, "看", List.of(), List.of(picture))), Reach.ANYWHERE);
        ask(new ModelAsk(PromptFor.only(seen), null, null, false, List.of(), true), Dialect.PLAIN);
        assertThat(sent().at("/messages/0/content/0/text").asText()).isEqualTo("看");
        assertThat(sent().at("/messages/0/content/1/image_url/url").asText()).isEqualTo("data:image/png;base64,AQID");
        assertThat(sent().at("/response_format/type").asText()).isEqualTo("json_object");
    }

    @Test
    @DisplayName("[GW5] a field that a provider refuses is left out; a refusal for another reason stands")
    void leavesOutWhatIsRefused() {
        ModelOutcome refusal = refused("Unknown parameter: 'stream_options'");
        Set<String> first = ChatWire.refused(refusal, Set.of()).orElseThrow();
        assertThat(first).containsExactly("stream_options");
        assertThat(ChatWire.refused(refusal, first)).isEmpty();
        assertThat(ChatWire.refused(refused("this model does not support thinking"), first)).hasValueSatisfying(
                more -> assertThat(more).contains("stream_options", "thinking", "reasoning_effort"));
        assertThat(ChatWire.refused(refused("content policy"), Set.of())).isEqualTo(Optional.empty());
    }

    private ModelOutcome ask(ModelAsk ask, Dialect dialect) {
        try {
            Endpoint endpoint = new Endpoint("本机", WebAddress.parse(model.baseUrl()), true, "scripted", null, dialect,
                    Reach.LOCAL);
            byte[] body = ChatWire.request(endpoint, ask, ask.prompts().reach(Reach.LOCAL).orElseThrow(), Set.of());
            return new ChatClient(http, QUICK).ask(endpoint, body, new ModelListener() {
                @Override
                public void words(String text) {
                    words.add(text);
                }

                @Override
                public void thinking(String text) {
                    thoughts.add(text);
                }
            }, new StopSignal());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode sent() {
        return Json.read(model.requests().getLast().body(), JsonNode.class);
    }

    private static ModelAsk asking(List<ToolSpec> tools, boolean thinking) {
        return new ModelAsk(PromptFor.only(PROMPT), null, null, thinking, tools, false);
    }

    private static List<AnswerPiece.CallPart> calls(String toolCalls) {
        return AnswerPiece.read("{\"choices\":[{\"delta\":{\"tool_calls\":" + toolCalls + "}}]}").calls();
    }

    private static ModelOutcome refused(String detail) {
        return new Failed(new ModelProblem(Kind.REQUEST_REFUSED, "HTTP 400: " + detail));
    }

    private static ModelProblem problem(ModelOutcome outcome) {
        return ((Failed) outcome).problem();
    }

    private static JsonNode schema() {
        return Json.mapper().createObjectNode().put("type", "object");
    }
}
