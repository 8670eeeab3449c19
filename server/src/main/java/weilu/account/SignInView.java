package weilu.account;

import java.time.Instant;

/**
 * One browser or program in which a person is signed in, as they see it.
 *
 * @param client the user agent, shortened
 * @param current whether the request came by this very sign-in
 */
public record SignInView(long id, String client, Instant createdAt, Instant seenAt, boolean current) {}
