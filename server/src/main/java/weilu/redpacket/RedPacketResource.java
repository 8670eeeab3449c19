package weilu.redpacket;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RedPacketId;
import weilu.protocol.RedPacketCard.Outcome;

/** One red packet, by its number: seeing it, and opening it without a socket or from outside its room. */
@Path("/api/red-packets/{redPacket}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RedPacketResource {
    /** @param words the passphrase or the riddle's answer, or null */
    public record ClaimRequest(String words) {}

    /** @param coins one's own share, or null without one */
    public record Answered(Outcome outcome, Long coins) {}

    private final Caller caller;
    private final Db db;
    private final ReadRedPackets reads;
    private final ClaimRedPackets claims;

    public RedPacketResource(Caller caller, Db db, ReadRedPackets reads, ClaimRedPackets claims) {
        this.caller = caller;
        this.db = db;
        this.reads = reads;
        this.claims = claims;
    }

    @GET
    public RedPacketView read(@PathParam("redPacket") RedPacketId redPacket) {
        AccountId account = caller.require().account();
        return db.inTransaction(tx -> reads.read(tx, redPacket, account));
    }

    @POST
    @Path("/claims")
    public Answered claim(@PathParam("redPacket") RedPacketId redPacket, ClaimRequest request) {
        AccountId account = caller.require().account();
        String words = request == null ? null : request.words();
        ClaimOutcome outcome = claims.claim(ClaimRedPackets.Ask.of(redPacket, null, account, words));
        return new Answered(outcome.wire(), outcome.share());
    }
}
