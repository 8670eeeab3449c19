package weilu.ledger;

/**
 * How coins come to be on this server.
 *
 * @param startingGift for a new person, once
 * @param dailyGift for who taps, once a day
 * @param earnedMax the most a person earns a day, by daily gifts and what else the server gives for doing something
 * @param sentMax the most a person sends a day
 */
public record CoinSettings(Coins startingGift, Coins dailyGift, Coins earnedMax, Coins sentMax) {
    /** What a new server begins with. */
    public static final CoinSettings STANDARD =
            new CoinSettings(new Coins(200), new Coins(20), new Coins(500), new Coins(20_000));
}
