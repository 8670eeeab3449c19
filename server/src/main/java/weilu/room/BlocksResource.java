package weilu.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.AccountId;

/** Whom one does not want to hear from in direct rooms. */
@Path("/api/blocks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class BlocksResource {
    private final Caller caller;
    private final Db db;
    private final Blocks blocks;

    public BlocksResource(Caller caller, Db db, Blocks blocks) {
        this.caller = caller;
        this.db = db;
        this.blocks = blocks;
    }

    @GET
    public List<Block> list() {
        SignedIn signedIn = caller.require();
        return db.inTransaction(tx -> blocks.list(tx, signedIn.account()));
    }

    @PUT
    @Path("/{account}")
    public void block(@PathParam("account") AccountId account) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> blocks.block(tx, signedIn.account(), account));
    }

    @DELETE
    @Path("/{account}")
    public void unblock(@PathParam("account") AccountId account) {
        SignedIn signedIn = caller.require();
        db.useTransaction(tx -> blocks.unblock(tx, signedIn.account(), account));
    }
}
