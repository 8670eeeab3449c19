package weilu.outbound;

import java.io.IOException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to the addresses that one resolver permits. Made when first asked for: reading the trusted certificates takes
 * long, and most starts need none.
 */
final class OutboundPool implements AutoCloseable {
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(2);

    private final PinnedResolver resolver;
    private CloseableHttpClient client;
    private PoolingHttpClientConnectionManager manager;

    OutboundPool(PinnedResolver resolver) {
        this.resolver = resolver;
    }

    synchronized CloseableHttpClient client() {
        if (client == null) {
            client = newClient();
        }
        return client;
    }

    @Override
    public synchronized void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }

    /** Requests that have a connection or wait for one. */
    synchronized int requests() {
        return manager == null ? 0 : manager.getTotalStats().getLeased() + manager.getTotalStats().getPending();
    }

    private CloseableHttpClient newClient() {
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setTimeToLive(CONNECTION_LIFE)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build();
        manager = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setDefaultConnectionConfig(connection)
                .setMaxConnTotal(OutboundHttp.CONNECTIONS_MAX)
                .setMaxConnPerRoute(OutboundHttp.CONNECTIONS_MAX)
                .build();
        return HttpClients.custom()
                .setConnectionManager(manager)
                .setDefaultRequestConfig(RequestConfig.custom().setConnectionRequestTimeout(CONNECT_TIMEOUT).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .setUserAgent("Weilu")
                .build();
    }
}
