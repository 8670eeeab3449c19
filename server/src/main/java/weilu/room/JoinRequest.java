package weilu.room;

import java.time.Instant;
import weilu.id.AccountId;

/** Somebody who waits at the door of a private room. */
public record JoinRequest(AccountId account, String displayName, String picture, Instant askedAt) {}
