package weilu.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import weilu.gateway.EventLines;
import weilu.gateway.StopSignal;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundRequest.Content;
import weilu.outbound.OutboundRequest.Secret;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;
import weilu.tool.mcp.McpFailure.Kind;

/** Streamable HTTP: each message is a POST; the answer is JSON, or a stream of events that may break off and be resumed. */
public final class HttpConnection implements McpConnection {
    private static final String SESSION = "mcp-session-id";
    private static final Pattern SESSION_ID = Pattern.compile("[\\x21-\\x7e]{1,500}");
    private static final Duration ASIDE_TIME = Duration.ofSeconds(5);
    private static final int BODY_BYTES_MAX = 8_000_000;
    private static final int ERROR_BYTES_MAX = 4_000;

    private final OutboundHttp http;
    private final WebAddress address;
    private final boolean localAllowed;
    private final Secret secret;
    private final AtomicLong ids = new AtomicLong();
    private volatile String session;
    private volatile String version;
    private volatile boolean open = true;

    /** One request on its way; its calls, one after the other, end at its deadline or its stop. */
    private final class Waiting implements AutoCloseable {
        private final long id;
        private final Future<?> deadline;
        private OutboundCall current;
        private Kind ended;

        private Waiting(long id, Duration within) {
            this.id = id;
            deadline = http.after(within, () -> end(Kind.TIMED_OUT));
        }

        private void end(Kind how) {
            OutboundCall running;
            synchronized (this) {
                ended = ended == null ? how : ended;
                running = current;
                notifyAll();
            }
            if (running != null) {
                running.cancel();
            }
        }

        private synchronized OutboundCall begin(OutboundRequest request) throws McpFailure {
            requireGoingOn();
            current = http.call(request);
            return current;
        }

        private synchronized void pause(long milliseconds) throws McpFailure, InterruptedException {
            long until = System.nanoTime() + milliseconds * 1_000_000;
            for (long left = milliseconds; left > 0 && ended == null; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            requireGoingOn();
        }

        private synchronized void requireGoingOn() throws McpFailure {
            if (ended != null) {
                throw new McpFailure(ended, ended == Kind.STOPPED ? "stopped" : "it took too long");
            }
        }

        @Override
        public void close() {
            deadline.cancel(false);
        }
    }

    /** @param secret the header that lets us in, or null */
    public HttpConnection(OutboundHttp http, WebAddress address, boolean localAllowed, Secret secret) {
        this.http = http;
        this.address = address;
        this.localAllowed = localAllowed;
        this.secret = secret;
    }

    @Override
    public JsonNode request(String method, JsonNode params, Duration within, StopSignal stop) throws McpFailure {
        Waiting waiting = new Waiting(ids.incrementAndGet(), within);
        stop.whenStopped(() -> waiting.end(Kind.STOPPED));
        try (waiting) {
            return McpWire.result(answer(waiting, McpWire.request(waiting.id, method, params)));
        } catch (McpFailure failure) {
            giveUp(failure, waiting.id, method);
            throw failure;
        } finally {
            stop.whenStopped(() -> { });
        }
    }

    @Override
    public void tell(String method, JsonNode params) throws McpFailure {
        send(McpWire.notification(method, params));
    }

    @Override
    public void agreed(String newVersion) {
        version = newVersion;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        if (session != null) {
            aside("DELETE", null);
        }
    }

    private JsonNode answer(Waiting waiting, byte[] message) throws McpFailure {
        String lastId = null;
        for (int resumes = 0; resumes <= McpLimits.RESUMES_MAX; resumes++) {
            OutboundRequest request = resumes == 0 ? post(message) : resume(lastId);
            try (OutboundCall call = waiting.begin(request); OutboundResponse response = call.execute()) {
                requireSuccess(response);
                keepSession(response);
                if (!response.mediaType().equals("text/event-stream")) {
                    return whole(response, waiting.id);
                }
                EventLines events = new EventLines(response.body());
                JsonNode answer = inStream(events, waiting.id);
                if (answer != null) {
                    return answer;
                }
                lastId = events.lastId().isEmpty() ? lastId : events.lastId();
                if (lastId == null) {
                    throw new McpFailure(Kind.BROKEN, "the stream ended without the answer");
                }
                waiting.pause(events.retryMilliseconds());
            } catch (IOException e) {
                waiting.requireGoingOn();
                throw explain(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new McpFailure(Kind.STOPPED, "stopped");
            }
        }
        throw new McpFailure(Kind.BROKEN, "the stream broke off too often");
    }

    private JsonNode whole(OutboundResponse response, long id) throws IOException, McpFailure {
        if (!response.mediaType().equals("application/json")) {
            throw new McpFailure(Kind.BROKEN, "the request was taken without an answer");
        }
        String body = new String(response.firstBytes(BODY_BYTES_MAX), StandardCharsets.UTF_8);
        JsonNode answer = McpWire.read(body);
        if (!McpWire.answers(answer, id)) {
            throw new McpFailure(Kind.BROKEN, "the answer is to another question");
        }
        return answer;
    }

    /** Null when the stream ended before the answer. */
    private JsonNode inStream(EventLines events, long id) throws IOException, McpFailure {
        int asides = 0;
        for (String data = events.next(); data != null; data = events.next()) {
            if (data.isBlank()) {
                continue;
            }
            JsonNode message = McpWire.read(data);
            if (McpWire.answers(message, id)) {
                return message;
            }
            if (++asides > McpLimits.ASIDES_MAX) {
                throw new McpFailure(Kind.TOO_LARGE, "it says too much beside the answer");
            }
            if (McpWire.isRequest(message)) {
                send(McpWire.answer(message));
            }
        }
        return null;
    }

    private void requireSuccess(OutboundResponse response) throws McpFailure, IOException {
        if (response.isSuccess()) {
            return;
        }
        int status = response.status();
        if (status == 401) {
            throw new McpFailure(
                    Kind.SIGN_IN_NEEDED, "it asks who we are", response.header("www-authenticate").orElse(null));
        }
        if (status == 404 && session != null) {
            open = false;
            throw new McpFailure(Kind.SESSION_GONE, "it has forgotten this session");
        }
        String said = new String(response.firstBytes(ERROR_BYTES_MAX), StandardCharsets.UTF_8);
        throw new McpFailure(Kind.ERROR, "status " + status + " " + errorIn(said));
    }

    private static String errorIn(String body) {
        try {
            return McpWire.read(body).path("error").path("message").asText("");
        } catch (McpFailure e) {
            return "";
        }
    }

    private void keepSession(OutboundResponse response) {
        response.header(SESSION).filter(id -> session == null && SESSION_ID.matcher(id).matches())
                .ifPresent(id -> session = id);
    }

    /** A first greeting cannot be cancelled; everything else is, so that nobody works for nothing. */
    private void giveUp(McpFailure failure, long id, String method) {
        boolean givenUp = failure.kind() == Kind.TIMED_OUT || failure.kind() == Kind.STOPPED;
        if (givenUp && !method.equals("initialize")) {
            byte[] message = McpWire.notification("notifications/cancelled", McpWire.cancelled(id));
            Thread.ofVirtual().start(() -> aside("POST", message));
        }
    }

    /** Whether it arrives makes no difference to us any more. */
    private void aside(String method, byte[] message) {
        try {
            exchange(request(method, message, Map.of()));
        } catch (IOException | McpFailure e) {
            System.getLogger(HttpConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a server of tools did not take a last word");
        }
    }

    private void send(byte[] message) throws McpFailure {
        try {
            exchange(post(message));
        } catch (IOException e) {
            throw explain(e);
        }
    }

    private void exchange(OutboundRequest request) throws IOException, McpFailure {
        OutboundCall call = http.call(request);
        Future<?> deadline = http.after(ASIDE_TIME, call::cancel);
        try (call; OutboundResponse response = call.execute()) {
            requireSuccess(response);
        } finally {
            deadline.cancel(false);
        }
    }

    private OutboundRequest post(byte[] message) {
        return request("POST", message, Map.of());
    }

    private OutboundRequest resume(String lastId) {
        return request("GET", null, Map.of("Last-Event-ID", lastId));
    }

    private OutboundRequest request(String method, byte[] message, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Accept", method.equals("GET") ? "text/event-stream" : "application/json, text/event-stream");
        if (session != null) {
            headers.put("Mcp-Session-Id", session);
        }
        if (version != null) {
            headers.put("MCP-Protocol-Version", version);
        }
        Content content = message == null ? null : new Content("application/json", message);
        return new OutboundRequest(Purpose.MCP, method, address, localAllowed, headers, secret, content);
    }

    private static McpFailure explain(IOException e) {
        if (!(e instanceof OutboundFailure failure)) {
            return new McpFailure(Kind.BROKEN, "the connection broke off");
        }
        Kind kind = switch (failure.reason()) {
            case ADDRESS_REFUSED, REDIRECT_REFUSED -> Kind.ADDRESS_REFUSED;
            case NAME_UNKNOWN, UNREACHABLE, NOT_SECURE -> Kind.UNREACHABLE;
            case TIMED_OUT, CANCELLED -> Kind.TIMED_OUT;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case WRONG_TYPE, BROKEN -> Kind.BROKEN;
        };
        return new McpFailure(kind, failure.getMessage());
    }
}
