package weilu.account;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Refusal;

/** Who sent this HTTP request. The only way for a resource to learn it. */
@RequestScoped
public final class Caller {
    private final HttpServerRequest request;
    private final Db db;
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final ClientPlaces places;
    private Optional<SignedIn> known;

    public Caller(CurrentVertxRequest current, Db db, SignIns signIns, SignInCookie cookie, ClientPlaces places) {
        request = current.getCurrent().request();
        this.db = db;
        this.signIns = signIns;
        this.cookie = cookie;
        this.places = places;
    }

    /** Empty when the request came without a sign-in that holds. */
    public Optional<SignedIn> find() {
        if (known == null) {
            known = db.withoutTransaction(tx -> signIns.authenticate(tx, cookie.read(request)));
        }
        return known;
    }

    /** Refuses NOT_SIGNED_IN. */
    public SignedIn require() {
        return find().orElseThrow(() -> Refusal.of(ErrorCode.NOT_SIGNED_IN, "sign in first"));
    }

    /** Refuses NOT_SIGNED_IN, and FORBIDDEN for a guest. */
    public SignedIn requirePerson() {
        SignedIn caller = require();
        if (caller.kind() != Kind.PERSON) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a guest may not do this; become a person first");
        }
        return caller;
    }

    /** Refuses NOT_SIGNED_IN, and FORBIDDEN for who does not run this server. */
    public SignedIn requireServerAdmin() {
        SignedIn caller = require();
        if (!caller.serverAdmin()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only an admin of the server may do this");
        }
        return caller;
    }

    public Visit visit() {
        SocketAddress peer = request.connection().remoteAddress();
        String forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
        String place = places.of(peer == null ? null : peer.hostAddress(), forwarded.isEmpty() ? null : forwarded);
        return new Visit(place, request.getHeader("User-Agent"), cookie.read(request));
    }

    /** Has the browser keep the sign-in. */
    public void remember(Secret token) {
        cookie.write(request, token);
    }

    /** Has the browser keep the sign-in it came with for another while. */
    void rememberOn() {
        String token = cookie.read(request);
        if (Secret.isPossible(token)) {
            cookie.write(request, new Secret(token));
        }
    }

    void forget() {
        cookie.clear(request);
    }

    /** The address by which the caller reached this server, for example {@code https://weilu.example}. */
    public String address() {
        return (cookie.isSecure(request) ? "https://" : "http://") + request.authority();
    }

    /** The page that asks, as its browser says; the filter has seen that it is our own for all but safe requests. */
    String origin() {
        String origin = request.getHeader("Origin");
        return origin == null ? "" : origin;
    }
}
