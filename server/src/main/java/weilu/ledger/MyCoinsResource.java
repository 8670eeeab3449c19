package weilu.ledger;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import weilu.account.Caller;
import weilu.account.SignedIn;
import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** One's own coins; nobody else sees them. */
@Path("/api/me/coins")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MyCoinsResource {
    /**
     * What came of a tap on the daily gift.
     *
     * @param given nothing when {@code outcome} is not {@code earned}
     * @param dailyAt when there is the next
     */
    public record Taken(Outcome outcome, Coins given, long balance, Instant dailyAt) {}

    public enum Outcome { EARNED, ALREADY, ENOUGH_TODAY, NOT_OFFERED }

    private final Caller caller;
    private final Db db;
    private final Wallet wallet;
    private final CoinGifts gifts;

    public MyCoinsResource(Caller caller, Db db, Wallet wallet, CoinGifts gifts) {
        this.caller = caller;
        this.db = db;
        this.wallet = wallet;
        this.gifts = gifts;
    }

    @GET
    public Wallet.View read() {
        SignedIn mine = caller.requirePerson();
        return db.inTransaction(tx -> wallet.of(tx, mine.account()));
    }

    /** What came and went, the newest first. @param before the last line one has */
    @GET
    @Path("/lines")
    public Wallet.Page lines(@QueryParam("before") Long before) {
        SignedIn mine = caller.requirePerson();
        if (before != null && before < 1) {
            throw Refusal.field(ErrorCode.INVALID, "before", "before is the id of a line");
        }
        return db.inTransaction(tx -> wallet.lines(tx, mine.account(), before == null ? Long.MAX_VALUE : before));
    }

    /** Takes today's gift; to ask again is harmless. */
    @POST
    @Path("/daily")
    public Taken takeDaily() {
        SignedIn mine = caller.requirePerson();
        return db.inTransaction(tx -> {
            Earning earning = gifts.takeDaily(tx, mine.account());
            Wallet.View view = wallet.of(tx, mine.account());
            return switch (earning) {
                case Earning.Earned(Coins coins, long balance) -> new Taken(Outcome.EARNED, coins, balance, view.dailyAt());
                case Earning.Already(Instant next) -> new Taken(Outcome.ALREADY, Coins.ZERO, view.balance(), next);
                case Earning.EnoughToday() -> new Taken(Outcome.ENOUGH_TODAY, Coins.ZERO, view.balance(), view.dailyAt());
                case Earning.NotOffered() -> new Taken(Outcome.NOT_OFFERED, Coins.ZERO, view.balance(), view.dailyAt());
            };
        });
    }
}
