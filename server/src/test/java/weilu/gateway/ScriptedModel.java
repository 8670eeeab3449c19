package weilu.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A model that says what it was told to, behind a real HTTP server that speaks the OpenAI protocol.
 *
 * <p>Tests {@link #start} it and queue {@link Script}s. Browser tests run this file as a program of its own, which needs
 * nothing but a JDK: {@code java server/src/test/java/weilu/gateway/ScriptedModel.java 0}. It prints one line with its
 * base address; then the model's name chooses what it does: {@code scripted}, {@code scripted-slow}, {@code
 * scripted-whole}, {@code scripted-hang}, {@code scripted-broken}, {@code scripted-thinking}, {@code scripted-tools}, {@code
 * scripted-sees}, {@code scripted-all} (these three), {@code scripted-401} and so on. {@code GET /v1/models} lists some of
 * them. {@code GET /requests}
 * tells how many requests came.
 */
public final class ScriptedModel implements AutoCloseable {
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final Pattern TOOL = Pattern.compile(
            "\"type\"\\s*:\\s*\"function\"\\s*,\\s*\"function\"\\s*:\\s*\\{\\s*\"name\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern THINKING_OFF = Pattern.compile(
            "\"enable_thinking\"\\s*:\\s*false|\"disabled\"|\"reasoning_effort\"\\s*:\\s*\"none\"");
    private static final Pattern QUOTE_NUMBER = Pattern.compile("\\[(\\d{1,3})]");

    private static final String MODELS = "{\"object\":\"list\",\"data\":[" + Stream.of(
                    "scripted", "scripted-slow", "scripted-thinking", "scripted-tools", "scripted-sees", "scripted-all")
            .map(name -> "{\"id\":\"" + name + "\",\"object\":\"model\"}").collect(Collectors.joining(",")) + "]}";

    /** How an answer ends. */
    public enum Ending { DONE, LENGTH, BROKEN, HANG }

    /** A tool that an answer wishes to have called. */
    public record Call(String id, String tool, String arguments) {}

    /** What an answer is said to have cost; the pieces are counted when there is none. */
    public record Tokens(int prompt, int answer) {}

    /**
     * One answer.
     *
     * @param status other than 200, an error without words
     * @param thinking pieces of {@code reasoning_content}, before all others
     * @param streamed whether it comes in pieces even if a stream was asked for
     * @param complaint the words of an error
     * @param retryAfter the header of that name, or null
     */
    public record Script(
            int status, List<String> thinking, List<String> pieces, List<Call> calls, Duration pause, Ending ending,
            boolean streamed, Tokens tokens, String complaint, String retryAfter) {
        /** These pieces, one at a time, without pauses. */
        public static Script say(String... pieces) {
            return new Script(200, List.of(), List.of(pieces), List.of(), Duration.ZERO, Ending.DONE, true, null,
                    "scripted failure", null);
        }

        /** Thinks these pieces; {@link #saying} what it then answers. */
        public static Script think(String... pieces) {
            Script silent = say();
            return new Script(200, List.of(pieces), List.of(), List.of(), silent.pause, silent.ending, true, null,
                    silent.complaint, null);
        }

        /** Wishes for a tool, and says nothing. {@link #andCall} wishes for more. */
        public static Script call(String tool, String argumentsJson) {
            return say().andCall(tool, argumentsJson);
        }

        public static Script fail(int status) {
            return fail(status, "scripted failure");
        }

        public static Script fail(int status, String complaint) {
            return new Script(status, List.of(), List.of(), List.of(), Duration.ZERO, Ending.DONE, true, null,
                    complaint, null);
        }

        /** Takes the request and never says a word. */
        public static Script hang() {
            return say().ending(Ending.HANG);
        }

        public Script saying(String... more) {
            return new Script(
                    status, thinking, List.of(more), calls, pause, ending, streamed, tokens, complaint, retryAfter);
        }

        public Script andCall(String tool, String argumentsJson) {
            List<Call> more = new ArrayList<>(calls);
            more.add(new Call("call_" + more.size() + "_" + tool, tool, argumentsJson));
            return new Script(
                    status, thinking, pieces, List.copyOf(more), pause, ending, streamed, tokens, complaint, retryAfter);
        }

        public Script costing(int promptTokens, int answerTokens) {
            return new Script(status, thinking, pieces, calls, pause, ending, streamed,
                    new Tokens(promptTokens, answerTokens), complaint, retryAfter);
        }

        public Script pausing(Duration between) {
            return new Script(
                    status, thinking, pieces, calls, between, ending, streamed, tokens, complaint, retryAfter);
        }

        public Script ending(Ending how) {
            return new Script(status, thinking, pieces, calls, pause, how, streamed, tokens, complaint, retryAfter);
        }

        public Script inOnePiece() {
            return new Script(status, thinking, pieces, calls, pause, ending, false, tokens, complaint, retryAfter);
        }

        public Script retryAfter(String seconds) {
            return new Script(status, thinking, pieces, calls, pause, ending, streamed, tokens, complaint, seconds);
        }

        private String finish() {
            return ending == Ending.LENGTH ? "length" : calls.isEmpty() ? "stop" : "tool_calls";
        }

        private String usage(int otherwise) {
            Tokens cost = tokens == null ? new Tokens(11, otherwise) : tokens;
            return "\"usage\":{\"prompt_tokens\":" + cost.prompt() + ",\"completion_tokens\":" + cost.answer() + "}";
        }
    }

    /** A request as it came. */
    public record Request(String path, String authorization, String body) {}

    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private ScriptedModel(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::complete);
        server.createContext("/v1/models", exchange -> send(exchange, 200, MODELS));
        server.createContext("/requests", exchange -> send(exchange, 200, "{\"count\":" + requests.size() + "}"));
        server.start();
    }

    public static ScriptedModel start() throws IOException {
        return new ScriptedModel(0);
    }

    /** Runs until it is killed; the argument is the port, 0 for any free one. */
    public static void main(String[] arguments) throws IOException {
        ScriptedModel model = new ScriptedModel(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        System.out.println("scripted-model " + model.baseUrl());
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The answers to the next requests, in order. Without one, the model's name decides. */
    public void next(Script... answers) {
        scripts.addAll(List.of(answers));
    }

    /** Drops answers nobody has asked for. */
    public void forget() {
        scripts.clear();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void complete(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"), body));
        Script queued = scripts.poll();
        Script script = queued == null ? byName(modelOf(body), body) : queued;
        try {
            if (script.status() != 200) {
                if (script.retryAfter() != null) {
                    exchange.getResponseHeaders().set("Retry-After", script.retryAfter());
                }
                send(exchange, script.status(), "{\"error\":{\"message\":" + quoted(script.complaint()) + "}}");
            } else if (script.streamed() && STREAM.matcher(body).find()) {
                stream(exchange, script);
            } else {
                whole(exchange, script);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static String modelOf(String body) {
        Matcher model = MODEL.matcher(body);
        return model.find() ? model.group(1) : "";
    }

    /** An answer that rests on the first two numbered quotes it was given. */
    private static Script byName(String model, String body) {
        Matcher number = QUOTE_NUMBER.matcher(body);
        String cited = number.find() ? "[1]" : "";
        Script answer = Script.say("脚本模型", "在说话：", "大家说好了", "时间和地方", cited, "。").pausing(Duration.ofMillis(30));
        String how = model.replaceFirst("^scripted-?", "");
        return switch (how) {
            case "slow" -> answer.pausing(Duration.ofMillis(700));
            case "obedient" -> ObedientModel.obey(body);
            case "reminding" -> body.contains("\"role\":\"tool\"") ? Script.say("提醒设好了。")
                    : Script.call("remind", "{\"at\":\"" + LocalDate.now().plusDays(30) + "T19:00\",\"text\":\"带毛肚\"}");
            case "whole" -> answer.inOnePiece();
            case "hang" -> Script.hang();
            case "broken" -> answer.ending(Ending.BROKEN);
            case "thinking" -> THINKING_OFF.matcher(body).find() ? answer : Script.think("先看看", "大家说了什么，", "再回答。")
                    .saying(answer.pieces().toArray(String[]::new)).pausing(Duration.ofMillis(30));
            case "tools" -> tools(body, answer);
            case "sees" -> Script.say(ScriptedSight.read(body));
            case "all" -> body.contains("\"image_url\"") ? Script.say(ScriptedSight.read(body))
                    : body.contains("\"tools\"") ? tools(body, answer)
                    : byName("scripted-thinking", body);
            default -> how.matches("[45]\\d\\d") ? Script.fail(Integer.parseInt(how)) : answer;
        };
    }

    /** Wishes for the first tool it is given, once, with {@code {"box":7}} where it asks for a box. */
    private static Script tools(String body, Script answer) {
        Matcher tool = TOOL.matcher(body);
        if (body.contains("\"role\":\"tool\"") || !tool.find()) {
            return answer;
        }
        return Script.call(tool.group(1), body.contains("\"box\"") ? "{\"box\":7}" : "{}");
    }

    private static void stream(HttpExchange exchange, Script script) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String piece : script.thinking()) {
            Thread.sleep(script.pause());
            delta(out, "\"content\":null,\"reasoning_content\":" + quoted(piece));
        }
        for (String piece : script.pieces()) {
            Thread.sleep(script.pause());
            delta(out, "\"content\":" + quoted(piece));
        }
        for (int i = 0; i < script.calls().size(); i++) {
            streamCall(out, i, script.calls().get(i));
        }
        switch (script.ending()) {
            case HANG -> Thread.sleep(Duration.ofMinutes(10));
            case BROKEN -> out.flush();
            case DONE, LENGTH -> {
                event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + script.finish() + "\"}]}");
                event(out, "{\"choices\":[]," + script.usage(script.pieces().size()) + "}");
                event(out, "[DONE]");
                out.close();
            }
        }
    }

    private static void delta(OutputStream out, String fields) throws IOException {
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{" + fields + "}}]}");
    }

    /** As providers do it: the name first, then the arguments in parts. */
    private static void streamCall(OutputStream out, int index, Call call) throws IOException {
        delta(out, "\"tool_calls\":[{\"index\":" + index + ",\"id\":" + quoted(call.id()) + ",\"type\":\"function\",\"function\":"
                + "{\"name\":" + quoted(call.tool()) + ",\"arguments\":\"\"}}]");
        int half = call.arguments().length() / 2;
        for (String part : List.of(call.arguments().substring(0, half), call.arguments().substring(half))) {
            delta(out, "\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + quoted(part) + "}}]");
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void whole(HttpExchange exchange, Script script) throws IOException, InterruptedException {
        Thread.sleep(script.pause());
        List<String> calls = script.calls().stream().map(call -> "{\"id\":" + quoted(call.id())
                + ",\"type\":\"function\",\"function\":{\"name\":" + quoted(call.tool())
                + ",\"arguments\":" + quoted(call.arguments()) + "}}").toList();
        send(exchange, 200, "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted(String.join("", script.pieces()))
                + (script.thinking().isEmpty() ? "" : ",\"reasoning_content\":" + quoted(String.join("", script.thinking())))
                + (calls.isEmpty() ? "" : ",\"tool_calls\":[" + String.join(",", calls) + "]")
                + "},\"finish_reason\":\"" + script.finish() + "\"}]," + script.usage(7) + "}");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(unit -> {
            switch (unit) {
                case '"', '\\' -> out.append('\\').append((char) unit);
                case '\n' -> out.append("\\n");
                default -> out.append(unit < ' ' ? String.format("\\u%04x", unit) : (char) unit);
            }
        });
        return out.append('"').toString();
    }

    /** Reads the digits of a picture: each is seven bars, lit or not, on a grid of {@code TestPicture}. */
    private static final class ScriptedSight {
        private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");
        private static final List<Integer> BARS = List.of(0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f);

        private static String read(String body) {
            Matcher picture = PICTURE.matcher(body);
            if (!picture.find()) {
                return "我没有看到图片。";
            }
            try {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture.group(1))));
                StringBuilder digits = new StringBuilder();
                for (int left = 0; left + 80 <= image.getWidth(); left += 80) {
                    digits.append(digit(image, left));
                }
                return digits.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The middle of each bar: top, upper right, lower right, bottom, lower left, upper left, middle. */
        private static String digit(BufferedImage image, int left) {
            int[][] middles = {{40, 20}, {60, 40}, {60, 80}, {40, 100}, {20, 80}, {20, 40}, {40, 60}};
            int lit = 0;
            for (int i = 0; i < middles.length; i++) {
                lit |= (image.getRGB(left + middles[i][0], middles[i][1]) & 0xff) < 128 ? 1 << i : 0;
            }
            int digit = BARS.indexOf(lit);
            return digit < 0 ? "?" : Integer.toString(digit);
        }
    }
}
