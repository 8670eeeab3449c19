package weilu.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import weilu.engine.ChatRequest.Unusable;
import weilu.protocol.Json;

/** The child's door: the chat-completions protocol on loopback, for whoever has the token. One answer at a time (EN3). */
final class EngineServer {
    static final int WAITING_MAX = 4;
    private static final int BODY_BYTES_MAX = 4_000_000;
    private static final int THREADS = WAITING_MAX + 4;
    private static final String RETRY_SECONDS = "5";

    private final HttpServer http;
    private final EngineOrder order;
    private final byte[] secret;
    private final CompletableFuture<LlamaModel> model = new CompletableFuture<>();
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile long lastEnd = System.nanoTime();

    private EngineServer(HttpServer http, EngineOrder order) {
        this.http = http;
        this.order = order;
        secret = ("Bearer " + order.token()).getBytes(StandardCharsets.UTF_8);
    }

    /** @param whenIdle is run once nobody has asked for as long as the order says */
    static EngineServer start(EngineOrder order, Runnable whenIdle) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
        EngineServer server = new EngineServer(http, order);
        // Not virtual ones: a computation holds its thread for seconds.
        http.setExecutor(Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory()));
        http.createContext("/v1/chat/completions", server::chat);
        http.createContext("/v1/models", server::models);
        http.start();
        Thread.ofPlatform().daemon().start(() -> server.watchIdleness(whenIdle));
        return server;
    }

    int port() {
        return http.getAddress().getPort();
    }

    void loaded(LlamaModel loaded) {
        lastEnd = System.nanoTime();
        model.complete(loaded);
    }

    void failed(String why) {
        model.completeExceptionally(new IOException(why));
    }

    private void watchIdleness(Runnable whenIdle) {
        try {
            while (!model.isDone() || asked.get() > 0 || System.nanoTime() - lastEnd < order.idleSeconds() * 1_000_000_000L) {
                Thread.sleep(200);
            }
            whenIdle.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void models(HttpExchange exchange) throws IOException {
        if (admits(exchange)) {
            ObjectNode root = Json.mapper().createObjectNode().put("object", "list");
            root.putArray("data").addObject().put("id", order.name()).put("object", "model");
            answer(exchange, 200, Json.write(root));
        }
    }

    private void chat(HttpExchange exchange) throws IOException {
        if (!admits(exchange)) {
            return;
        }
        if (asked.incrementAndGet() > WAITING_MAX + 1) {
            asked.decrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
            refuse(exchange, 503, "the model is busy, and " + WAITING_MAX + " questions wait already");
            return;
        }
        try {
            ChatRequest request = ChatRequest.read(exchange.getRequestBody().readNBytes(BODY_BYTES_MAX));
            LlamaModel ready = model.get();
            turn.acquire();
            try {
                answer(exchange, ready, request);
            } finally {
                turn.release();
            }
        } catch (Unusable e) {
            refuse(exchange, 400, e.getMessage());
        } catch (ExecutionException e) {
            refuse(exchange, 503, e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asked.decrementAndGet();
            lastEnd = System.nanoTime();
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, LlamaModel ready, ChatRequest request) throws IOException, Unusable {
        EngineAnswer answer = new EngineAnswer(exchange, request.stream());
        LlamaModel.Answered answered = ready.answer(request, answer);
        answer.end(answered, request.usage());
    }

    private boolean admits(HttpExchange exchange) throws IOException {
        String brought = exchange.getRequestHeaders().getFirst("Authorization");
        if (brought != null && MessageDigest.isEqual(secret, brought.getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        refuse(exchange, 401, "the token is missing");
        exchange.close();
        return false;
    }

    /** An answer that has begun already just ends. */
    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        if (exchange.getResponseCode() < 0) {
            ObjectNode root = Json.mapper().createObjectNode();
            root.putObject("error").put("message", why);
            answer(exchange, status, Json.write(root));
        }
    }

    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
