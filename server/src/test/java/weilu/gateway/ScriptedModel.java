package weilu.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that says what it was told to, behind a real HTTP server that speaks the OpenAI protocol.
 *
 * <p>Tests {@link #start} it and queue {@link Script}s. Browser tests run this file as a program of its own, which needs
 * nothing but a JDK: {@code java server/src/test/java/weilu/gateway/ScriptedModel.java 0}. It prints one line with its
 * base address; then the model's name chooses what it does: {@code scripted}, {@code scripted-slow}, {@code
 * scripted-whole}, {@code scripted-hang}, {@code scripted-broken}, {@code scripted-401} and so on. {@code GET /requests}
 * tells how many requests came.
 */
public final class ScriptedModel implements AutoCloseable {
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final Pattern QUOTE_NUMBER = Pattern.compile("\\[(\\d{1,3})]");

    /** How an answer ends. */
    public enum Ending { DONE, LENGTH, BROKEN, HANG }

    /**
     * One answer.
     *
     * @param status other than 200, an error without words
     * @param streamed whether it comes in pieces even if a stream was asked for
     */
    public record Script(int status, List<String> pieces, Duration pause, Ending ending, boolean streamed) {
        /** These pieces, one at a time, without pauses. */
        public static Script say(String... pieces) {
            return new Script(200, List.of(pieces), Duration.ZERO, Ending.DONE, true);
        }

        public static Script fail(int status) {
            return new Script(status, List.of(), Duration.ZERO, Ending.DONE, true);
        }

        /** Takes the request and never says a word. */
        public static Script hang() {
            return new Script(200, List.of(), Duration.ZERO, Ending.HANG, true);
        }

        public Script pausing(Duration between) {
            return new Script(status, pieces, between, ending, streamed);
        }

        public Script ending(Ending how) {
            return new Script(status, pieces, pause, how, streamed);
        }

        public Script inOnePiece() {
            return new Script(status, pieces, pause, ending, false);
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
                send(exchange, script.status(), "{\"error\":{\"message\":\"scripted failure\"}}");
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
            case "whole" -> answer.inOnePiece();
            case "hang" -> Script.hang();
            case "broken" -> answer.ending(Ending.BROKEN);
            default -> how.matches("[45]\\d\\d") ? Script.fail(Integer.parseInt(how)) : answer;
        };
    }

    private static void stream(HttpExchange exchange, Script script) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String piece : script.pieces()) {
            Thread.sleep(script.pause());
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + quoted(piece) + "}}]}");
        }
        switch (script.ending()) {
            case HANG -> Thread.sleep(Duration.ofMinutes(10));
            case BROKEN -> out.flush();
            case DONE, LENGTH -> {
                String finish = script.ending() == Ending.LENGTH ? "length" : "stop";
                event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + finish + "\"}]}");
                event(out, "{\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":"
                        + script.pieces().size() + "}}");
                event(out, "[DONE]");
                out.close();
            }
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void whole(HttpExchange exchange, Script script) throws IOException, InterruptedException {
        Thread.sleep(script.pause());
        send(exchange, 200, "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted(String.join("", script.pieces())) + "},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}");
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
}
