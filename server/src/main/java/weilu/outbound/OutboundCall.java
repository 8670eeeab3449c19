package weilu.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import weilu.outbound.OutboundFailure.Reason;

/** One call out, from its first connection to its last byte. It can be cancelled from any thread at any time. */
public final class OutboundCall implements AutoCloseable {
    private static final int HEADER_CHARACTERS_MAX = 4_000;

    private final OutboundHttp http;
    private final OutboundRequest request;
    private Future<?> deadline;
    private HttpUriRequestBase current;
    private boolean cancelled;
    private boolean expired;

    OutboundCall(OutboundHttp http, OutboundRequest request) {
        this.http = http;
        this.request = request;
    }

    /** Sends the request and returns once the head of the answer is there. Blocks; call it once. */
    public OutboundResponse execute() throws OutboundFailure {
        Purpose.Limits limits = request.purpose().limits();
        if (request.content() != null && request.content().bytes().length > limits.requestBytesMax()) {
            throw new OutboundFailure(Reason.TOO_LARGE, "the request is too large");
        }
        deadline = http.after(limits.total(), this::expire);
        WebAddress address = request.address();
        for (int hops = 0; hops <= limits.redirectsMax(); hops++) {
            ClassicHttpResponse response = send(address);
            Header location = response.getFirstHeader("Location");
            if (!isRedirect(response.getCode()) || location == null) {
                return answer(response);
            }
            closeQuietly(response);
            address = redirected(address, location.getValue(), response.getCode());
        }
        throw new OutboundFailure(Reason.REDIRECT_REFUSED, "there are too many redirects");
    }

    /** Ends the call: whoever waits in it gets a {@link Reason#CANCELLED} failure. */
    public void cancel() {
        HttpUriRequestBase running;
        synchronized (this) {
            cancelled = true;
            running = current;
        }
        abort(running);
    }

    @Override
    public void close() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void expire() {
        HttpUriRequestBase running;
        synchronized (this) {
            expired = true;
            running = current;
        }
        abort(running);
    }

    private static void abort(HttpUriRequestBase running) {
        if (running != null) {
            running.cancel();
        }
    }

    private ClassicHttpResponse send(WebAddress address) throws OutboundFailure {
        CloseableHttpClient client = http.clientFor(request, address.origin());
        HttpUriRequestBase message = message(address);
        synchronized (this) {
            current = message;
            if (cancelled || expired) {
                throw explain(new InterruptedIOException());
            }
        }
        Origin origin = address.origin();
        try {
            return client.executeOpen(new HttpHost(origin.scheme(), origin.host(), origin.port()), message, null);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    private HttpUriRequestBase message(WebAddress address) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), address.uri());
        request.headers().forEach(message::setHeader);
        if (request.secret() != null && address.origin().equals(request.address().origin())) {
            message.setHeader(request.secret().header(), request.secret().value());
        }
        if (request.content() != null) {
            ContentType type = ContentType.create(request.content().mediaType());
            message.setEntity(new ByteArrayEntity(request.content().bytes(), type));
        }
        Timeout idle = Timeout.of(request.purpose().limits().idle());
        message.setConfig(RequestConfig.custom().setResponseTimeout(idle).setRedirectsEnabled(false).build());
        return message;
    }

    private OutboundResponse answer(ClassicHttpResponse response) throws OutboundFailure {
        Purpose.Limits limits = request.purpose().limits();
        String type = mediaType(response);
        boolean success = response.getCode() >= 200 && response.getCode() < 300;
        boolean promisesWords = response.getCode() != 202 && response.getCode() != 204;
        if (success && promisesWords && !limits.types().contains(type)) {
            closeQuietly(response);
            String shown = type.isEmpty() ? "something unnamed" : type;
            throw new OutboundFailure(Reason.WRONG_TYPE, "the answer is " + shown + ", not " + limits.types());
        }
        InputStream body;
        try {
            body = response.getEntity() == null ? InputStream.nullInputStream() : response.getEntity().getContent();
        } catch (IOException e) {
            closeQuietly(response);
            throw explain(e);
        }
        LimitedBody limited = new LimitedBody(body, limits.responseBytesMax(), this::explain);
        return new OutboundResponse(
                response.getCode(), type, headers(response), limited, () -> closeQuietly(response));
    }

    private static String mediaType(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Content-Type");
        if (header == null || header.getValue() == null) {
            return "";
        }
        return header.getValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The first of each name. */
    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            if (value.length() <= HEADER_CHARACTERS_MAX) {
                headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), value);
            }
        }
        return headers;
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** A body is sent again only where the status says so; another origin only where the purpose allows it. */
    private WebAddress redirected(WebAddress from, String location, int status) throws OutboundFailure {
        WebAddress to = from.resolve(location);
        boolean elsewhere = !to.origin().equals(from.origin());
        if (elsewhere && !request.purpose().limits().otherOrigins()) {
            throw new OutboundFailure(Reason.REDIRECT_REFUSED, "it redirects to " + to.origin());
        }
        if (!request.method().equals("GET") && status != 307 && status != 308) {
            throw new OutboundFailure(Reason.REDIRECT_REFUSED, "it redirects to " + to.uri().getPath());
        }
        return to;
    }

    private OutboundFailure explain(IOException e) {
        boolean wasCancelled;
        boolean hasExpired;
        synchronized (this) {
            wasCancelled = cancelled;
            hasExpired = expired;
        }
        if (wasCancelled) {
            return new OutboundFailure(Reason.CANCELLED, "cancelled", e);
        }
        if (hasExpired) {
            return new OutboundFailure(Reason.TIMED_OUT, "it took too long in all", e);
        }
        return switch (e) {
            case OutboundFailure failure -> failure;
            case PinnedResolver.Refused refused ->
                    new OutboundFailure(Reason.ADDRESS_REFUSED, refused.getMessage(), e);
            case UnknownHostException _ -> new OutboundFailure(Reason.NAME_UNKNOWN, "there is no such host", e);
            case SSLException _ -> new OutboundFailure(Reason.NOT_SECURE, "no secure connection was possible", e);
            case ConnectTimeoutException _ -> new OutboundFailure(Reason.UNREACHABLE, "nobody answers there", e);
            case HttpHostConnectException _ -> new OutboundFailure(Reason.UNREACHABLE, "nobody listens there", e);
            case ConnectException _ -> new OutboundFailure(Reason.UNREACHABLE, "nobody listens there", e);
            case NoRouteToHostException _ -> new OutboundFailure(Reason.UNREACHABLE, "there is no way there", e);
            case SocketTimeoutException _ -> new OutboundFailure(Reason.TIMED_OUT, "it went quiet for too long", e);
            default -> new OutboundFailure(Reason.BROKEN, "the connection broke off", e);
        };
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            System.Logger logger = System.getLogger(OutboundCall.class.getName());
            logger.log(System.Logger.Level.DEBUG, "a connection did not close cleanly");
        }
    }
}
