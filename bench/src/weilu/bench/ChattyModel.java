package weilu.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A model that plays every agent of a room, each as badly as can be: it always has something for all the others. */
final class ChattyModel implements AutoCloseable {
    /** What it says, whoever it plays. */
    enum Habit {
        /** Something new each time, to all the others. */
        NAMES_ALL,
        /** Good, good, to all the others. */
        AGREES,
        /** The same words as everybody before, to all the others. */
        ECHOES,
        /** Something new, back to one other. */
        PING_PONG,
        /** A word, and then it says no more until it is stopped. */
        HANGS
    }

    private static final Pattern NAME = Pattern.compile("You are ([^,\"\\\\]+),");
    private static final String EVENT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    private static final String END = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}\n\ndata: [DONE]\n\n";
    private static final List<String> TOPICS =
            List.of("毛肚要七上八下", "鸭肠烫十秒就好", "蘸料里加点香菜", "周六人多先去排队", "红锅太辣可以点鸳鸯", "记得带上雨伞和外套",
                    "最后一班地铁是十一点", "虾滑要等它浮起来", "冰粉当甜品最合适", "人均大概一百二十块");

    /** How often it was asked. */
    final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger said = new AtomicInteger();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Habit habit = Habit.NAMES_ALL;
    private volatile List<String> names = List.of();

    ChattyModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Like {@code 127.0.0.1:20123}. */
    String place() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From the next answer on, as these agents. */
    void behave(Habit now, List<String> agents) {
        habit = now;
        names = agents;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Matcher played = NAME.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String self = played.find() ? played.group(1) : "";
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(EVENT.formatted(words(self)).getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (habit == Habit.HANGS) {
                TimeUnit.MINUTES.sleep(5);
            }
            out.write(END.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String words(String self) {
        List<String> others = names.stream().filter(name -> !name.equals(self)).toList();
        String all = others.stream().map(name -> "@" + name + " ").collect(Collectors.joining());
        String news = TOPICS.get(said.getAndIncrement() % TOPICS.size()) + "，我是" + self;
        return switch (habit) {
            case NAMES_ALL, HANGS -> all + news;
            case AGREES -> all + "好的";
            case ECHOES -> all + "周六晚上七点在老码头门口集合";
            case PING_PONG -> "@" + others.getFirst() + " " + news;
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
