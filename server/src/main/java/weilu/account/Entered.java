package weilu.account;

/** Someone came in: their account, and the token that goes into the cookie. */
public record Entered(Account account, Secret token) {}
