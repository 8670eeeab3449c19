package weilu.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import weilu.db.BoundedQueue;
import weilu.outbound.OutboundFailure.Reason;

/**
 * The one way out of the server by HTTP (TRUST T4). It decides where a purpose may go, resolves the name once, refuses
 * what is not allowed, connects to the very address it has checked, and limits size, time and type.
 *
 * <p>There are three pools: connections to public addresses, connections that may also be local, and connections that must be.
 * A request that may not go to a local address therefore never meets a connection that did, nor the other way round.
 */
public final class OutboundHttp implements AutoCloseable {
    public static final int CONNECTIONS_MAX = 320;

    private final OutboundRules rules;
    private final PinnedResolver publicResolver;
    private final PinnedResolver withLocalResolver;
    private final PinnedResolver localResolver;
    private final OutboundPool publicOnly;
    private final OutboundPool withLocal;
    private final OutboundPool localOnly;
    private final ScheduledThreadPoolExecutor deadlines;

    public OutboundHttp(OutboundRules rules, NameLookup lookup) {
        this.rules = rules;
        publicResolver = new PinnedResolver(lookup, Set.of(AddressKind.PUBLIC));
        withLocalResolver = new PinnedResolver(lookup, Set.of(AddressKind.PUBLIC, AddressKind.LOCAL));
        localResolver = new PinnedResolver(lookup, Set.of(AddressKind.LOCAL));
        publicOnly = new OutboundPool(publicResolver);
        withLocal = new OutboundPool(withLocalResolver);
        localOnly = new OutboundPool(localResolver);
        deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("outbound-deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** Prepares a call; nothing is sent before {@link OutboundCall#execute}. Close the call when its body is read. */
    public OutboundCall call(OutboundRequest request) {
        return new OutboundCall(this, request);
    }

    /** Refuses an address that a call would be refused for; a host that cannot be looked up now is no such case. */
    public void check(Purpose purpose, WebAddress address, boolean localAllowed) throws OutboundFailure {
        if (!rules.allowsHost(purpose, address.origin())) {
            throw notListed(address.origin());
        }
        boolean local = localAllowed || rules.allowsLocal(purpose, address.origin());
        try {
            (local ? withLocalResolver : publicResolver).resolve(address.origin().host());
        } catch (PinnedResolver.Refused e) {
            throw new OutboundFailure(Reason.ADDRESS_REFUSED, e.getMessage(), e);
        } catch (UnknownHostException e) {
            System.getLogger(OutboundHttp.class.getName()).log(System.Logger.Level.DEBUG, "a host is not known now");
        }
    }

    /** Whether this host is on this machine or its private network now, with all its addresses. */
    public boolean leadsHome(WebAddress address) {
        try {
            localResolver.resolve(address.origin().host());
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether this host is known now, and any of its addresses is elsewhere than on this machine or its private network. */
    public boolean leadsAway(WebAddress address) {
        try {
            localResolver.resolve(address.origin().host());
            return false;
        } catch (PinnedResolver.Refused e) {
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Requests on their way out, to public and to local addresses; one more waits a little for a connection, then fails. */
    public BoundedQueue queue() {
        return new BoundedQueue("outbound_http",
                () -> publicOnly.requests() + withLocal.requests() + localOnly.requests(), 3 * CONNECTIONS_MAX);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            publicOnly.close();
            withLocal.close();
            localOnly.close();
        } catch (IOException e) {
            System.getLogger(OutboundHttp.class.getName())
                    .log(System.Logger.Level.DEBUG, "a pool did not close cleanly");
        }
    }

    /** The pool for one hop of a request; refuses the hop when its host is not allowed. */
    CloseableHttpClient clientFor(OutboundRequest request, Origin origin) throws OutboundFailure {
        if (!rules.allowsHost(request.purpose(), origin)) {
            throw notListed(origin);
        }
        if (request.localOnly()) {
            return localOnly.client();
        }
        boolean own = request.localAllowed() && origin.equals(request.address().origin());
        return (own || rules.allowsLocal(request.purpose(), origin) ? withLocal : publicOnly).client();
    }

    public Future<?> after(Duration delay, Runnable task) {
        return deadlines.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static OutboundFailure notListed(Origin origin) {
        return new OutboundFailure(Reason.ADDRESS_REFUSED, origin.host() + " is not on this server's list");
    }
}
