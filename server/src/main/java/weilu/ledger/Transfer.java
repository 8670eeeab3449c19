package weilu.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;

/**
 * Coins that change accounts, all together or not at all; once posted it never changes. Hundreds of entries are as welcome as
 * two: one transfer for what a batch does is much cheaper than one for each of them.
 *
 * @param kind what it is, in words of lower case and underscores: {@code red_packet_claim}
 * @param reference what it is for, so that a program finds it: {@code red_packet 812345678/17}
 * @param note a person's reason, or null
 * @param by who decided it, where somebody did, or null
 * @param settles the reservation it ends, or null
 * @param expiresAt until when it is reserved, or null
 */
public record Transfer(
        TransferId id, String kind, String reference, String note, AccountId by, Phase phase, TransferId settles,
        Instant expiresAt, List<Entry> entries) {
    public static final int ENTRIES_MAX = 10_000;
    public static final int REFERENCE_CHARACTERS_MAX = 200;
    public static final int NOTE_CHARACTERS_MAX = 500;

    /** The most that one entry moves, though each of the people in a transfer gets {@link Coins#MOST} at most. */
    static final long SUM_MAX = 1_000 * Coins.MOST;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z_]{0,39}");

    /** What a transfer is to a reservation. */
    public enum Phase { PLAIN, RESERVED, POSTED, VOIDED, EXPIRED }

    public Transfer {
        entries = List.copyOf(entries);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        require(KIND.matcher(kind).matches(), "the kind of a transfer is a word of lower case");
        require(reference.length() <= REFERENCE_CHARACTERS_MAX, "the reference of a transfer is too long");
        require(note == null || note.length() <= NOTE_CHARACTERS_MAX, "the note of a transfer is too long");
        require(entries.size() >= 2 && entries.size() <= ENTRIES_MAX, "a transfer has from 2 to " + ENTRIES_MAX + " entries");
        long sum = 0;
        for (Entry entry : entries) {
            sum = Math.addExact(sum, entry.amount());
        }
        require(sum == 0, "the entries of a transfer sum to zero");
    }

    /** A transfer by itself. */
    public static Transfer of(TransferId id, String kind, String reference, List<Entry> entries) {
        return new Transfer(id, kind, reference, null, null, Phase.PLAIN, null, null, entries);
    }

    /** Some coins from one account to another. */
    public static Transfer move(
            TransferId id, String kind, String reference, LedgerAccountId from, LedgerAccountId to, Coins coins) {
        return of(id, kind, reference, List.of(Entry.take(from, coins), Entry.give(to, coins)));
    }

    /** From one account to many; what it takes is the sum of what it gives. */
    public static Transfer share(TransferId id, String kind, String reference, LedgerAccountId from, List<Entry> given) {
        List<Entry> entries = new ArrayList<>(given.size() + 1);
        entries.add(new Entry(from, Math.negateExact(given.stream().mapToLong(Entry::amount).reduce(0, Math::addExact))));
        entries.addAll(given);
        return of(id, kind, reference, entries);
    }

    /** The same, with who decided it and why. */
    public Transfer by(AccountId account, String reason) {
        return new Transfer(id, kind, reference, reason, account, phase, settles, expiresAt, entries);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
