package weilu.account;

import java.time.Instant;

/** A standing invitation to the server, without its secret. */
public record ServerInvitation(long id, String note, Instant createdAt, Instant expiresAt, int usesLeft) {}
