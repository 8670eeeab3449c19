package weilu.account;

import java.time.Instant;

/**
 * A passkey as its owner sees it.
 *
 * @param usedAt when it last let its owner in, or null
 */
public record PasskeyView(long id, String label, Instant createdAt, Instant usedAt) {}
