package weilu.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.LineOfText;
import weilu.account.SignInName;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.id.LedgerAccountId.Kind;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** All coins of the server, for those who run it. */
@Path("/api/server/coins")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ServerCoinsResource {
    /**
     * Where the coins are. {@code issued} is the sum of all others.
     *
     * @param circulation what people have
     * @param wallets how many people that is
     * @param escrow what is on its way, in packets and the like
     */
    public record Overview(
            long issued, long circulation, long wallets, long agents, long escrow, long paidOut, CoinSettings settings) {}

    /** Each a whole number of coins. */
    public record SettingsChange(JsonNode startingGift, JsonNode dailyGift, JsonNode earnedMax, JsonNode sentMax) {}

    /** @param id made by the client; to ask again with it is harmless @param name how the person signs in */
    public record GrantRequest(UUID id, String name, JsonNode coins, String reason) {}

    public record Granted(long balance) {}

    private final Caller caller;
    private final Db db;
    private final CoinGifts gifts;
    private final LedgerReading reading;
    private final CoinStore store = new CoinStore();

    public ServerCoinsResource(Caller caller, Db db, CoinGifts gifts, LedgerReading reading) {
        this.caller = caller;
        this.db = db;
        this.gifts = gifts;
        this.reading = reading;
    }

    @GET
    public Overview read() {
        caller.requireServerAdmin();
        return db.inTransaction(tx -> {
            Map<Kind, CoinStore.Sum> sums = store.sums(tx);
            return new Overview(-balance(sums, Kind.ISSUE), balance(sums, Kind.MEMBER),
                    sums.containsKey(Kind.MEMBER) ? sums.get(Kind.MEMBER).accounts() : 0, balance(sums, Kind.AGENT),
                    balance(sums, Kind.ESCROW), balance(sums, Kind.PAYOUT), gifts.settings(tx));
        });
    }

    @PUT
    @Path("/settings")
    public CoinSettings change(SettingsChange change) {
        caller.requireServerAdmin();
        SettingsChange asked = Given.body(change);
        CoinSettings settings = new CoinSettings(Coins.readOrZero("startingGift", asked.startingGift()),
                Coins.readOrZero("dailyGift", asked.dailyGift()), Coins.readOrZero("earnedMax", asked.earnedMax()),
                Coins.readOrZero("sentMax", asked.sentMax()));
        return db.inTransaction(tx -> gifts.change(tx, settings));
    }

    @POST
    @Path("/grants")
    public Granted grant(GrantRequest request) {
        SignedIn admin = caller.requireServerAdmin();
        GrantRequest asked = Given.body(request);
        UUID id = Given.field("id", asked.id());
        String name = SignInName.require(asked.name()).folded();
        Coins coins = Coins.read("coins", asked.coins());
        String reason = LineOfText.require("reason", asked.reason(), 1, Transfer.NOTE_CHARACTERS_MAX);
        return new Granted(db.inTransaction(tx -> gifts.grant(tx, admin, id, name, coins, reason)));
    }

    /** Replays the whole ledger as of now; one at a time. */
    @POST
    @Path("/verify")
    public VerifyLedger.Report verify() {
        caller.requireServerAdmin();
        return reading.verify().orElseThrow(() ->
                Refusal.of(ErrorCode.CONFLICT, "the ledger is being replayed already; wait for that"));
    }

    /** Every entry as CSV. */
    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    public Response export() {
        caller.requireServerAdmin();
        StreamingOutput body = out -> reading.export(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        return Response.ok(body, "text/csv; charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"weilu-ledger.csv\"")
                .header("X-Content-Type-Options", "nosniff").build();
    }

    private static long balance(Map<Kind, CoinStore.Sum> sums, Kind kind) {
        return sums.containsKey(kind) ? sums.get(kind).balance() : 0;
    }
}
