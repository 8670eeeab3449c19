package weilu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network that carries each request to the server and loses the answer. Clients send again under the same id: each message
 * must be there once. The same id with another body must be refused.
 */
final class Retry implements Bench {
    private static final int MESSAGES = 1_000;
    private static final int MESSAGES_QUICK = 100;
    private static final int AT_ONCE = 16;

    @Override
    public void measure(Run run) throws Exception {
        int messages = run.isQuick() ? MESSAGES_QUICK : MESSAGES;
        try (Village village = Village.of(run, 1)) {
            String path = "/api/rooms/" + village.room() + "/messages";
            Map<UUID, Long> answered = new ConcurrentHashMap<>();
            AtomicInteger refused = new AtomicInteger();
            try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
                for (int i = 0; i < messages; i++) {
                    UUID id = UUID.randomUUID();
                    clients.submit(() -> {
                        String body = body(id, "水开了");
                        loseAnswer(village.product().address(), path, village.owner().cookie(), body);
                        answered.put(id, village.owner().post(path, Person.JSON.readTree(body)).path("seq").asLong());
                        try {
                            village.owner().post(path, Person.JSON.readTree(body(id, "水没开")));
                            run.breach("the same id took another body");
                        } catch (IOException refusal) {
                            if (refusal.getMessage().contains("id_reused")) {
                                refused.incrementAndGet();
                            } else {
                                run.breach("another body was refused otherwise: " + refusal.getMessage());
                            }
                        }
                        return null;
                    });
                }
                clients.shutdown();
                clients.awaitTermination(5, TimeUnit.MINUTES);
            }
            WholeLog.compare(run, WholeLog.read(run, village.owner(), village.room(), "水开了"), answered);
            run.figure("answers_lost", messages);
            run.figure("effects", answered.size());
            run.figure("other_bodies_refused", refused.get());
            if (answered.size() != messages || refused.get() != messages) {
                run.breach(answered.size() + " effects and " + refused.get() + " refusals of " + messages);
            }
        }
    }

    /** Sends a request, waits until the server has begun to answer, and throws the answer away. */
    private static void loseAnswer(URI server, String path, String cookie, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String authority = server.getHost() + ":" + server.getPort();
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nOrigin: http://" + authority
                + "\r\nCookie: " + cookie + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.getPort()); InputStream answer = socket.getInputStream()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content);
            answer.read();
        }
    }

    private static String body(UUID id, String text) {
        return "{\"clientMessageId\":\"" + id + "\",\"body\":\"" + text + "\"}";
    }
}
