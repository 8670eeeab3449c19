package weilu.tool.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import weilu.account.Caller;
import weilu.id.AccountId;
import weilu.id.ToolServerId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.tool.oauth.OAuthClient;
import weilu.tool.openapi.BadDocument;
import weilu.tool.openapi.OpenApiFile;
import weilu.tool.server.ToolServer.Kind;

/** 外部工具 of this server, for its admins. A secret goes in and never comes out. */
@Path("/api/tool-servers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ToolServersResource {
    private static final String BACK = "/settings/tools";

    private final Caller caller;
    private final ToolServers servers;

    /**
     * What an admin enters; in a change, what is absent stays as it was.
     *
     * @param address of an OpenAPI file: empty takes the one it declares
     * @param secret absent keeps the kept one, empty forgets it
     */
    public record ToolServerForm(
            Kind kind, String name, String address, List<String> command, String document, String secretHeader, String secret,
            Boolean localAllowed, Boolean enabled) {}

    /** @param programsAllowed whether the owner of this machine lets admins start programs */
    public record ToolServerPage(List<ToolServerView> servers, boolean programsAllowed) {}

    /** @param hash of the list that was looked at */
    public record Approval(String hash, Map<String, Leave> leaves) {}

    /** @param clientId of a client registered there by hand; absent: we register ourselves */
    public record SignInForm(String clientId, String clientSecret) {}

    /** @param address where the browser goes */
    public record SignInAddress(String address) {}

    /** What the browser came back with. */
    public record SignInAnswer(String state, String code, String iss) {}

    public ToolServersResource(Caller caller, ServedTools served) {
        this.caller = caller;
        servers = served.servers();
    }

    @GET
    public ToolServerPage list() {
        caller.requireServerAdmin();
        return new ToolServerPage(servers.list().stream().map(ToolServerView::of).toList(), servers.programsAllowed());
    }

    @POST
    public ToolServerView add(ToolServerForm form) {
        AccountId admin = caller.requireServerAdmin().account();
        return ToolServerView.of(servers.look(servers.add(draft(given(form), null), admin).id()));
    }

    @PATCH
    @Path("/{id}")
    public ToolServerView change(@PathParam("id") ToolServerId id, ToolServerForm form) {
        caller.requireServerAdmin();
        return ToolServerView.of(servers.change(id, draft(given(form), servers.find(id))));
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") ToolServerId id) {
        caller.requireServerAdmin();
        servers.remove(id);
    }

    /** Reads the list of tools now. */
    @POST
    @Path("/{id}/look")
    public ToolServerView look(@PathParam("id") ToolServerId id) {
        caller.requireServerAdmin();
        return ToolServerView.of(servers.look(id));
    }

    /** Approves the list with this hash, and what agents may use of it. */
    @POST
    @Path("/{id}/approval")
    public ToolServerView approve(@PathParam("id") ToolServerId id, Approval approval) {
        AccountId admin = caller.requireServerAdmin().account();
        if (approval == null || approval.leaves() == null) {
            throw Refusal.field(ErrorCode.INVALID, "leaves", "which tools may be used is needed");
        }
        return ToolServerView.of(servers.approve(id, approval.hash(), approval.leaves(), admin));
    }

    /** Begins a sign-in there; the browser comes back to the page of external tools. */
    @POST
    @Path("/{id}/sign-in")
    public SignInAddress signIn(
            @PathParam("id") ToolServerId id, @HeaderParam("Origin") String origin, SignInForm form) {
        AccountId admin = caller.requireServerAdmin().account();
        if (origin == null || !origin.startsWith("http")) {
            throw Refusal.of(ErrorCode.MALFORMED, "only a browser can sign in there");
        }
        boolean registered = form != null && form.clientId() != null && !form.clientId().isBlank();
        OAuthClient client = registered ? new OAuthClient(form.clientId().strip(), blankIsNull(form.clientSecret())) : null;
        return new SignInAddress(servers.beginSignIn(id, client, origin + BACK, admin));
    }

    @POST
    @Path("/sign-in")
    public ToolServerView signedIn(SignInAnswer answer) {
        AccountId admin = caller.requireServerAdmin().account();
        if (answer == null || answer.state() == null || answer.code() == null) {
            throw Refusal.field(ErrorCode.INVALID, "state", "state and code are needed");
        }
        return ToolServerView.of(servers.finishSignIn(answer.state(), answer.code(), answer.iss(), admin));
    }

    private static String blankIsNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static ToolServerForm given(ToolServerForm form) {
        if (form == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a body is needed");
        }
        return form;
    }

    private static ToolServerDraft draft(ToolServerForm form, ToolServer kept) {
        Kind kind = form.kind() == null && kept != null ? kept.kind() : form.kind();
        String document = form.document() == null && kept != null ? kept.document() : form.document();
        String address = form.address() == null && kept != null ? kept.address() : form.address();
        if (kind == Kind.OPENAPI && (address == null || address.isBlank())) {
            address = declared(document);
        }
        return new ToolServerDraft(
                kind,
                form.name() == null && kept != null ? kept.name() : form.name(),
                address,
                form.command() == null && kept != null ? kept.command() : form.command(),
                document,
                form.secretHeader() == null && kept != null ? kept.secretHeader() : form.secretHeader(),
                form.secret(),
                form.localAllowed() == null ? kept != null && kept.localAllowed() : form.localAllowed(),
                form.enabled() == null ? kept == null || kept.enabled() : form.enabled());
    }

    private static String declared(String document) {
        try {
            return OpenApiFile.read(document == null ? "" : document).server();
        } catch (BadDocument e) {
            throw Refusal.field(ErrorCode.INVALID, "document", e.getMessage());
        }
    }
}
