package weilu.tool.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weilu.db.Db;
import weilu.gateway.KeyVault;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;
import weilu.id.ToolServerId;
import weilu.outbound.OutboundFailure;
import weilu.outbound.WebAddress;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.Refusal;
import weilu.tool.mcp.McpFailure;
import weilu.tool.oauth.OAuthClient;
import weilu.tool.oauth.OAuthSignIn;
import weilu.tool.oauth.OAuthTokens;
import weilu.tool.oauth.SignInBegun;
import weilu.tool.oauth.SignInFailure;
import weilu.tool.oauth.SignInPlace;
import weilu.tool.server.ToolServer.Kind;

/** Our sign-ins at servers of tools: begun and finished by an admin, kept sealed, renewed when they run out. */
final class ToolSignIns {
    private final Db db;
    private final KeyVault vault;
    private final OpenSessions sessions;
    private final OAuthSignIn oauth;
    private final ToolServerStore store = new ToolServerStore();
    private final Map<ToolServerId, Object> renewing = new ConcurrentHashMap<>();

    ToolSignIns(Db db, KeyVault vault, OpenSessions sessions, OAuthSignIn oauth) {
        this.db = db;
        this.vault = vault;
        this.sessions = sessions;
        this.oauth = oauth;
    }

    /** @return where the admin's browser goes */
    String begin(ToolServer server, OAuthClient client, String redirect, AccountId by) {
        if (server.kind() != Kind.MCP_HTTP) {
            throw Refusal.of(ErrorCode.CONFLICT, "nobody signs in there");
        }
        try {
            OAuthSignIn.Beginning beginning =
                    oauth.begin(place(server), challenge(server), client, redirect, server.id().toString(), by);
            byte[] sealed = vault.seal(nameOfBegun(server.id()), Json.write(beginning.begun()));
            db.useTransaction(tx -> store.setSignIn(tx, server.id(), sealed));
            return beginning.address();
        } catch (SignInFailure failure) {
            throw failure.clientNeeded() ? Refusal.field(ErrorCode.INVALID, "clientId", failure.getMessage())
                    : Refusal.of(ErrorCode.PROVIDER_FAILED, failure.getMessage());
        }
    }

    /** Each sign-in that was begun can be finished once, well or not. */
    void finish(ToolServer server, String state, String code, String issuer, AccountId by) {
        SignInBegun begun = db.inTransaction(tx -> {
            Optional<byte[]> sealed = store.sealedSignIn(tx, server.id());
            store.setSignIn(tx, server.id(), null);
            return sealed;
        }).flatMap(sealed -> vault.unseal(nameOfBegun(server.id()), sealed)).map(json -> Json.read(json, SignInBegun.class))
                .orElseThrow(() -> Refusal.of(ErrorCode.GONE, "no sign-in is under way there"));
        try {
            keep(server.id(), oauth.finish(place(server), begun, state, code, issuer, by));
        } catch (SignInFailure failure) {
            throw Refusal.of(ErrorCode.PROVIDER_FAILED, failure.getMessage());
        }
        sessions.leave(server.id());
    }

    /** What lets us in now, renewed if it is time; empty when nobody signed in. */
    Optional<String> token(ToolServer server) {
        Optional<OAuthTokens> tokens = kept(server.id());
        if (tokens.isEmpty() || !oauth.needsRenewal(tokens.get())) {
            return tokens.map(OAuthTokens::access);
        }
        synchronized (renewing.computeIfAbsent(server.id(), _ -> new Object())) {
            OAuthTokens now = kept(server.id()).orElse(tokens.get());
            if (oauth.needsRenewal(now)) {
                try {
                    now = oauth.renew(place(server), now);
                    keep(server.id(), now);
                } catch (SignInFailure failure) {
                    System.getLogger(ToolSignIns.class.getName()).log(System.Logger.Level.WARNING,
                            "a sign-in at the server of tools {0} could not be renewed", server.id());
                }
            }
            return Optional.of(now.access());
        }
    }

    private String challenge(ToolServer server) throws SignInFailure {
        ToolDoor unknown = new ToolDoor(
                server.id(), server.kind(), server.address(), server.command(), server.localAllowed(), null);
        sessions.leave(server.id());
        try {
            sessions.session(unknown, new StopSignal());
        } catch (McpFailure failure) {
            return failure.challenge();
        }
        throw Refusal.of(ErrorCode.CONFLICT, "it lets us in without a sign-in");
    }

    private static SignInPlace place(ToolServer server) {
        try {
            return new SignInPlace(WebAddress.parse(server.address()), server.localAllowed());
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "address", e.getMessage());
        }
    }

    private Optional<OAuthTokens> kept(ToolServerId id) {
        return db.inTransaction(tx -> store.sealedTokens(tx, id)).flatMap(sealed -> vault.unseal(nameOfTokens(id), sealed))
                .map(json -> Json.read(json, OAuthTokens.class));
    }

    private void keep(ToolServerId id, OAuthTokens tokens) {
        byte[] sealed = vault.seal(nameOfTokens(id), Json.write(tokens));
        db.useTransaction(tx -> store.setTokens(tx, id, sealed));
    }

    private static String nameOfTokens(ToolServerId id) {
        return "tool server tokens " + id;
    }

    private static String nameOfBegun(ToolServerId id) {
        return "tool server sign-in " + id;
    }
}
