package weilu.agent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.id.AgentFileId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Files that the caller's agents answer from. A definition names those that are its agent's. */
@Path("/api/agent-files")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AgentFilesResource {
    private final Caller caller;
    private final BuilderRights rights;
    private final AgentKnowledge knowledge;

    public AgentFilesResource(Caller caller, BuilderRights rights, AgentKnowledge knowledge) {
        this.caller = caller;
        this.rights = rights;
        this.knowledge = knowledge;
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public AgentFile take(@QueryParam("name") String name, InputStream body) {
        SignedIn signedIn = rights.requireBuilder(caller);
        try {
            byte[] bytes = body.readNBytes(AgentKnowledge.FILE_BYTES_MAX + 1);
            if (bytes.length > AgentKnowledge.FILE_BYTES_MAX) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "at most " + AgentKnowledge.FILE_BYTES_MAX + " bytes");
            }
            return knowledge.take(signedIn.account(), name, bytes);
        } catch (IOException e) {
            throw Refusal.of(ErrorCode.MALFORMED, "the upload broke off");
        }
    }

    @DELETE
    @Path("/{file}")
    public void remove(@PathParam("file") AgentFileId file) {
        SignedIn signedIn = caller.requirePerson();
        knowledge.remove(signedIn.account(), file);
    }
}
