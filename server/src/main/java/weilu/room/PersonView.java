package weilu.room;

import weilu.id.AccountId;

/** A person one shares a room with, so that a direct room can be opened. */
public record PersonView(AccountId account, String displayName, String picture) {}
