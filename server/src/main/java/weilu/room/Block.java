package weilu.room;

import java.time.Instant;
import weilu.id.AccountId;

/** Somebody a person does not want to hear from in direct rooms. */
public record Block(AccountId account, String displayName, String picture, Instant at) {}
