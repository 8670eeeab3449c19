package weilu.tool.server;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.KeyVault;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;
import weilu.id.ToolServerId;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest.Secret;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.tool.CallArguments;
import weilu.tool.mcp.McpFailure;
import weilu.tool.oauth.OAuthClient;
import weilu.tool.server.ToolServer.Kind;

/** The servers of tools an admin has added, and what of them an admin has approved. */
public final class ToolServers {
    public static final int SERVERS_MAX = 20;

    private final Db db;
    private final KeyVault vault;
    private final OutboundHttp http;
    private final OpenSessions sessions;
    private final ReadToolList reading;
    private final ToolSignIns signIns;
    private final boolean programsAllowed;
    private final Clock clock;
    private final ToolServerStore store = new ToolServerStore();

    ToolServers(Db db, KeyVault vault, OutboundHttp http, OpenSessions sessions, ToolSignIns signIns,
            boolean programsAllowed, Clock clock) {
        this.db = db;
        this.vault = vault;
        this.http = http;
        this.sessions = sessions;
        this.reading = new ReadToolList(sessions);
        this.signIns = signIns;
        this.programsAllowed = programsAllowed;
        this.clock = clock;
    }

    /** Whether the owner of this machine lets admins start programs. */
    public boolean programsAllowed() {
        return programsAllowed;
    }

    public List<ToolServer> list() {
        return db.withoutTransaction(store::list);
    }

    public ToolServer find(ToolServerId id) {
        return db.inTransaction(tx -> require(tx, id));
    }

    public ToolServer add(ToolServerDraft draft, AccountId by) {
        requireReachable(draft);
        return db.inTransaction(tx -> {
            requireFreeName(tx, draft, null);
            if (store.count(tx) >= SERVERS_MAX) {
                throw Refusal.of(ErrorCode.CONFLICT, "there are " + SERVERS_MAX + " servers of tools already");
            }
            ToolServerId id = store.insert(tx, draft, by, clock.instant());
            keepSecret(tx, id, draft.secret());
            return require(tx, id);
        });
    }

    /** Changes a server. A new address, command or file must be approved again (TS7); a new origin forgets the secret. */
    public ToolServer change(ToolServerId id, ToolServerDraft draft) {
        requireReachable(draft);
        ToolServer changed = db.inTransaction(tx -> {
            ToolServer before = require(tx, id);
            if (before.kind() != draft.kind()) {
                throw Refusal.field(ErrorCode.INVALID, "kind", "a server's kind does not change");
            }
            requireFreeName(tx, draft, id);
            store.update(tx, id, draft);
            if (!isSamePlace(before, draft)) {
                store.suspend(tx, id);
            }
            if (draft.secret() != null) {
                keepSecret(tx, id, draft.secret());
            } else if (!isSameOrigin(before, draft)) {
                store.setSecret(tx, id, null);
            }
            if (!Objects.equals(before.address(), draft.address())) {
                store.setTokens(tx, id, null);
                store.setSignIn(tx, id, null);
            }
            return require(tx, id);
        });
        sessions.leave(id);
        return changed;
    }

    public void remove(ToolServerId id) {
        db.useTransaction(tx -> {
            if (!store.delete(tx, id)) {
                throw unknown();
            }
        });
        sessions.leave(id);
    }

    /** Reads the list now. Why it could not be read is kept with the server; it changes nothing about an approval. */
    public ToolServer look(ToolServerId id) {
        ToolServer server = find(id);
        try {
            ToolList list = reading.of(server, door(server), new StopSignal());
            db.useTransaction(tx -> store.setOffered(tx, id, list, clock.instant()));
        } catch (McpFailure failure) {
            String kind = failure.kind().name().toLowerCase(Locale.ROOT);
            db.useTransaction(tx -> store.setProblem(tx, id, kind + ": " + failure.getMessage()));
        }
        return find(id);
    }

    /**
     * Approves the list the admin saw.
     *
     * @param hash of that list; another one has to be looked at first
     * @param leaves by the tools' names; one that is not named is never
     */
    public ToolServer approve(ToolServerId id, String hash, Map<String, Leave> leaves, AccountId by) {
        return db.inTransaction(tx -> {
            ToolServer server = require(tx, id);
            if (server.offered() == null || !server.offered().hash().equals(hash)) {
                throw Refusal.of(ErrorCode.CONFLICT, "the list is not the one that was looked at");
            }
            Map<String, Leave> kept = new HashMap<>();
            leaves.forEach((name, leave) -> {
                OfferedTool tool = server.offered().find(name).orElseThrow(() ->
                        Refusal.field(ErrorCode.INVALID, "leaves", "there is no tool of that name"));
                if (leave == null || leave == Leave.FREE && server.kind() == Kind.OPENAPI && !isGet(tool)) {
                    throw Refusal.field(ErrorCode.INVALID, "leaves", "what changes something is asked about each time");
                }
                if (leave != Leave.NEVER && !CallArguments.fitsAny(new ServedTool(server, tool, leave, null))) {
                    throw Refusal.field(ErrorCode.INVALID, "leaves", name + " does not say properly what it takes");
                }
                kept.put(name, leave);
            });
            store.approve(tx, id, kept, by, clock.instant());
            return require(tx, id);
        });
    }

    /** @return where the admin's browser goes to sign in there */
    public String beginSignIn(ToolServerId id, OAuthClient client, String redirect, AccountId by) {
        return signIns.begin(find(id), client, redirect, by);
    }

    /** Finishes a sign-in and reads the list. */
    public ToolServer finishSignIn(String state, String code, String issuer, AccountId by) {
        ToolServerId id;
        try {
            id = ToolServerId.fromString(state.split("\\.", 2)[0]);
        } catch (IllegalArgumentException e) {
            throw Refusal.field(ErrorCode.INVALID, "state", "this is no state of ours");
        }
        signIns.finish(find(id), state, code, issuer, by);
        return look(id);
    }

    /** A server whose tools may be used now, as it was approved under this hash; empty otherwise. */
    Optional<ToolServer> usable(ToolServerId id, String approvedHash) {
        return db.inTransaction(tx -> store.find(tx, id)).filter(server ->
                server.state() == ToolServer.State.READY && server.approvedHash().equals(approvedHash));
    }

    /** What was seen before a call; something else than was approved takes the server's tools away (TS2). */
    boolean isAsApproved(ToolServer server, ToolList seen) {
        if (seen.hash().equals(server.approvedHash())) {
            return true;
        }
        db.useTransaction(tx -> store.setOffered(tx, server.id(), seen, clock.instant()));
        return false;
    }

    /** How it is reached, with its secret. */
    ToolDoor door(ToolServer server) {
        return new ToolDoor(server.id(), server.kind(), server.address(), server.command(), server.localAllowed(),
                secret(server));
    }

    private Secret secret(ToolServer server) {
        Optional<String> kept = db.inTransaction(tx -> store.sealedSecret(tx, server.id()))
                .flatMap(sealed -> vault.unseal(sealedFor(server.id()), sealed));
        if (kept.isEmpty()) {
            return server.kind() != Kind.MCP_HTTP || !server.signedIn() ? null
                    : signIns.token(server).map(token -> new Secret("Authorization", "Bearer " + token)).orElse(null);
        }
        if (server.kind() == Kind.MCP_PROGRAM) {
            return new Secret(Objects.requireNonNullElse(server.secretHeader(), OpenSessions.usualVariable()), kept.get());
        }
        return server.secretHeader() == null ? new Secret("Authorization", "Bearer " + kept.get())
                : new Secret(server.secretHeader(), kept.get());
    }

    private void keepSecret(Tx tx, ToolServerId id, String secret) {
        if (secret != null) {
            store.setSecret(tx, id, secret.isEmpty() ? null : vault.seal(sealedFor(id), secret));
        }
    }

    private static String sealedFor(ToolServerId id) {
        return "tool server " + id;
    }

    private static boolean isGet(OfferedTool tool) {
        return tool.whole().path("request").path("method").asText().equals("GET");
    }

    private static boolean isSamePlace(ToolServer before, ToolServerDraft draft) {
        return Objects.equals(before.address(), draft.address()) && before.command().equals(draft.command())
                && Objects.equals(before.document(), draft.document());
    }

    private static boolean isSameOrigin(ToolServer before, ToolServerDraft draft) {
        if (draft.kind() == Kind.MCP_PROGRAM) {
            return before.command().equals(draft.command());
        }
        try {
            return WebAddress.parse(before.address()).origin().equals(draft.webAddress().origin());
        } catch (OutboundFailure e) {
            return false;
        }
    }

    private void requireReachable(ToolServerDraft draft) {
        if (draft.kind() == Kind.MCP_PROGRAM) {
            if (!programsAllowed) {
                throw Refusal.field(ErrorCode.FORBIDDEN, "kind", "this machine's owner has not allowed programs");
            }
            return;
        }
        try {
            http.check(draft.kind() == Kind.OPENAPI ? Purpose.HTTP_TOOL : Purpose.MCP, draft.webAddress(), draft.localAllowed());
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "address", e.getMessage());
        }
    }

    private void requireFreeName(Tx tx, ToolServerDraft draft, ToolServerId except) {
        if (store.isNameTaken(tx, draft.name(), except)) {
            throw Refusal.field(ErrorCode.NAME_TAKEN, "name", "there is a server of this name");
        }
    }

    private ToolServer require(Tx tx, ToolServerId id) {
        return store.find(tx, id).orElseThrow(ToolServers::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "there is no such server of tools");
    }
}
