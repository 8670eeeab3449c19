package weilu.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import weilu.engine.LlamaModel.Answered;
import weilu.protocol.Json;

/** Writes an answer as events while it comes, or as one body at its end. Whoever hung up is noticed at the next word. */
final class EngineAnswer implements LlamaModel.Hearer {
    private static final byte[] COMMENT = ": reading\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpExchange exchange;
    private final boolean streams;
    private final StringBuilder whole = new StringBuilder();

    EngineAnswer(HttpExchange exchange, boolean streams) {
        this.exchange = exchange;
        this.streams = streams;
    }

    @Override
    public boolean reading() {
        return !streams || write(COMMENT);
    }

    @Override
    public boolean words(String text) {
        if (text.isEmpty()) {
            return true;
        }
        if (!streams) {
            whole.append(text);
            return true;
        }
        ObjectNode event = event();
        choice(event, null).putObject("delta").put("content", text);
        return write(event);
    }

    void end(Answered answered, boolean usage) throws IOException {
        ObjectNode last = event();
        ObjectNode choice = choice(last, answered.finish());
        if (!streams) {
            choice.putObject("message").put("role", "assistant").put("content", whole.toString());
            count(last, answered);
            EngineServer.answer(exchange, 200, Json.write(last));
            return;
        }
        choice.putObject("delta");
        if (usage) {
            count(last, answered);
        }
        if (write(last)) {
            write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private ObjectNode event() {
        return Json.mapper().createObjectNode().put("object", streams ? "chat.completion.chunk" : "chat.completion");
    }

    private static ObjectNode choice(ObjectNode event, String finish) {
        return event.putArray("choices").addObject().put("index", 0).put("finish_reason", finish);
    }

    private static void count(ObjectNode event, Answered answered) {
        event.putObject("usage").put("prompt_tokens", answered.promptTokens())
                .put("completion_tokens", answered.answerTokens())
                .put("total_tokens", answered.promptTokens() + answered.answerTokens());
    }

    private boolean write(ObjectNode event) {
        return write(("data: " + Json.write(event) + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private boolean write(byte[] bytes) {
        try {
            if (exchange.getResponseCode() < 0) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
            }
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
