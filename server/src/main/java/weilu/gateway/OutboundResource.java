package weilu.gateway;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.gateway.OutboundLedger.Line;
import weilu.gateway.OutboundLedger.Lines;
import weilu.gateway.OutboundLedger.Sum;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.room.Membership;
import weilu.room.RoomAccess;

/** The room's outbound ledger, for its members. */
@Path("/api/rooms/{room}/outbound")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OutboundResource {
    private static final int PAGE_CALLS = 50;

    private final Caller caller;
    private final Db db;
    private final RoomAccess access;
    private final OutboundLedger ledger;

    /**
     * A page, the last call first.
     *
     * @param hasMore whether there are earlier ones: ask again with {@code before} = the last id
     */
    public record Page(List<Line> calls, boolean hasMore) {}

    /** What went where by day, the last day first; days are those of the time zone that was asked for. */
    public record Sums(List<Sum> days) {}

    public OutboundResource(Caller caller, Db db, RoomAccess access, OutboundLedger ledger) {
        this.caller = caller;
        this.db = db;
        this.access = access;
        this.ledger = ledger;
    }

    /** @param mine only calls with words or memories of the reader in them */
    @GET
    public Page read(@PathParam("room") RoomId room, @QueryParam("before") Long before,
            @QueryParam("provider") String provider, @QueryParam("day") String day, @QueryParam("mine") boolean mine,
            @QueryParam("zone") String zone) {
        Lines lines = lines(room, provider, day, mine, zone).before(before == null ? Long.MAX_VALUE : before);
        List<Line> calls = ledger.read(room, lines, PAGE_CALLS + 1);
        boolean hasMore = calls.size() > PAGE_CALLS;
        return new Page(hasMore ? calls.subList(0, PAGE_CALLS) : calls, hasMore);
    }

    @GET
    @Path("/days")
    public Sums days(@PathParam("room") RoomId room, @QueryParam("mine") boolean mine, @QueryParam("zone") String zone) {
        return new Sums(ledger.sums(room, lines(room, null, null, mine, zone)));
    }

    /** The whole ledger as a file. @param format csv or json */
    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    public Response export(@PathParam("room") RoomId room, @QueryParam("format") String format,
            @QueryParam("mine") boolean mine) {
        Lines lines = lines(room, null, null, mine, null);
        LedgerExport export = new LedgerExport(ledger);
        return switch (format == null ? "csv" : format) {
            case "csv" -> file(room, "csv", "text/csv; charset=utf-8", out -> export.csv(room, lines, out));
            case "json" -> file(room, "json", "application/json", out -> export.json(room, lines, out));
            default -> throw Refusal.field(ErrorCode.INVALID, "format", "csv or json");
        };
    }

    private static Response file(RoomId room, String ending, String type, StreamingOutput body) {
        return Response.ok(body).type(type).header(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"outbound-" + room + "." + ending + "\"").header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Lines lines(RoomId room, String provider, String day, boolean mine, String zone) {
        SignedIn signedIn = caller.require();
        Membership membership = db.inTransaction(tx -> access.require(tx, room, signedIn.account()));
        return new Lines(Long.MAX_VALUE, provider, date(day), mine ? membership.member() : null, zone(zone));
    }

    private ZoneId zone(String name) {
        try {
            return name == null ? ledger.zone() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Refusal.field(ErrorCode.INVALID, "zone", "the name of a time zone, like Asia/Shanghai");
        }
    }

    private static LocalDate date(String day) {
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw Refusal.field(ErrorCode.INVALID, "day", "a date like 2026-11-22");
        }
    }
}
