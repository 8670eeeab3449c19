package weilu.account;

/**
 * How a request came in.
 *
 * @param place the client's network, for limits; see {@link ClientPlaces}
 * @param client the user agent, or null
 * @param token the sign-in token the browser had already, or null
 */
public record Visit(String place, String client, String token) {}
