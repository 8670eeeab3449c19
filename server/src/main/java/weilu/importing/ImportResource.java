package weilu.importing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import weilu.account.Caller;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Old chats sent by the room's settings page. */
@Path("/api/rooms/{room}/imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ImportResource {
    private final Caller caller;
    private final Db db;
    private final StartImport start;
    private final ImportRuns runs;
    private final ImportMessages importing;

    public ImportResource(Caller caller, Db db, StartImport start, ImportRuns runs, ImportMessages importing) {
        this.caller = caller;
        this.db = db;
        this.start = start;
        this.runs = runs;
        this.importing = importing;
    }

    /** How to ask for the progress of the import that has begun. */
    public record Begun(String importId) {}

    /**
     * The request's body is the file, as it is.
     *
     * @param format auto (the default), telegram, discord, whatsapp, irc or wechat
     * @param name the file's name; an IRC log may have its date there
     * @param timeZone of times without an offset; default: the account's
     * @param dateOrder auto (the default), day_first or month_first, for dates such as 1/2/2024
     */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Begun start(
            @PathParam("room") RoomId room, @QueryParam("format") String format, @QueryParam("name") String name,
            @QueryParam("skipBroken") boolean skipBroken, @QueryParam("timeZone") String timeZone,
            @QueryParam("dateOrder") String dateOrder, InputStream content) throws IOException {
        AccountId account = caller.require().account();
        ImportAsk ask = ImportAsk.of(format, name, timeZone, dateOrder, skipBroken);
        return new Begun(start.start(account, room, ask, content).importId());
    }

    @GET
    @Path("/{id}")
    public ImportProgress progress(@PathParam("room") RoomId room, @PathParam("id") String id) {
        AccountId account = caller.require().account();
        db.useTransaction(tx -> importing.requireImporter(tx, room, account));
        return runs.find(room, runOf(id)).orElseThrow(ImportResource::unknown);
    }

    private static UUID runOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such import is known here");
    }
}
