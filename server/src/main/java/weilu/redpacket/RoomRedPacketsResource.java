package weilu.redpacket;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** The red packets of a room: sending one, and what one has opened. */
@Path("/api/rooms/{room}/red-packets")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RoomRedPacketsResource {
    private final Caller caller;
    private final Db db;
    private final SendRedPacket sends;
    private final ReadRedPackets reads;

    public RoomRedPacketsResource(Caller caller, Db db, SendRedPacket sends, ReadRedPackets reads) {
        this.caller = caller;
        this.db = db;
        this.sends = sends;
        this.reads = reads;
    }

    @POST
    public SendRedPacket.Sent send(@PathParam("room") RoomId room, RedPacketWish.Request request) {
        AccountId account = caller.require().account();
        // Who is not in the room learns that, and not what is wrong with the request.
        db.useTransaction(tx -> reads.requireIn(tx, room, account));
        RedPacketWish wish = RedPacketWish.read(request);
        return db.inTransaction(tx -> sends.send(tx, room, account, wish));
    }

    /** One's own shares of the room's last red packets. */
    @GET
    @Path("/mine")
    public List<ReadRedPackets.Mine> mine(@PathParam("room") RoomId room) {
        AccountId account = caller.require().account();
        return db.inTransaction(tx -> reads.mine(tx, room, account));
    }
}
