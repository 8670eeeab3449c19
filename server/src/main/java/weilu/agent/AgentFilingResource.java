package weilu.agent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import weilu.account.Caller;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Where agents are begun from: templates, and files of other servers. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AgentFilingResource {
    private final Caller caller;
    private final BuilderRights rights;
    private final AgentFiling filing;
    private final AgentTemplates templates;
    private final AgentCards cards;

    public AgentFilingResource(
            Caller caller, BuilderRights rights, AgentFiling filing, AgentTemplates templates,
            AgentCards cards) {
        this.caller = caller;
        this.rights = rights;
        this.filing = filing;
        this.templates = templates;
        this.cards = cards;
    }

    @GET
    @Path("/agent-templates")
    public List<AgentTemplates.Template> templates(@QueryParam("language") String language) {
        caller.requirePerson();
        return templates.in(language, cards::isHere);
    }

    /** Reads a file into a draft; nothing is made of it. */
    @POST
    @Path("/agent-drafts")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public AgentFiling.Draft read(InputStream body) {
        rights.requireBuilder(caller);
        try {
            byte[] bytes = body.readNBytes(AgentFiling.FILE_BYTES_MAX + 1);
            if (bytes.length > AgentFiling.FILE_BYTES_MAX) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "at most " + AgentFiling.FILE_BYTES_MAX + " bytes");
            }
            return filing.read(bytes);
        } catch (IOException e) {
            throw Refusal.of(ErrorCode.MALFORMED, "the upload broke off");
        }
    }
}
