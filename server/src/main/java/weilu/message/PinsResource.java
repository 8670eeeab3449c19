package weilu.message;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.MessageView;
import weilu.room.RoomAccess;

/** What is pinned in a room. */
@Path("/api/rooms/{room}/pins")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PinsResource {
    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final ReadMessages messages;

    public PinsResource(Caller caller, Db db, RoomAccess access, ReadMessages messages) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.messages = messages;
    }

    /** The last pinned first. */
    @GET
    public List<MessageView> pins(@PathParam("room") RoomId room) {
        AccountId account = caller.require().account();
        return db.inTransaction(tx -> {
            access.require(tx, room, account);
            return messages.pinned(tx, room);
        });
    }
}
