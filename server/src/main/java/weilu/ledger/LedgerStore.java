package weilu.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import weilu.db.BinaryCopy;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;

/** The statements of moving coins: two for a batch, whatever it holds. The balances are moved by the database itself. */
final class LedgerStore {
    /** From so many entries on a COPY is cheaper than an INSERT, though it takes round trips more. */
    static final int COPY_ROWS_MIN = 256;

    /** A transfer that will be written, with the digest of its content. */
    record Ready(Transfer transfer, byte[] digest) {}

    private record Row(UUID transfer, int ordinal, Entry entry) {}

    /** A reservation as it was made, and by what it was settled, if it was. */
    record Reserved(
            LedgerAccountId from, LedgerAccountId escrow, Coins coins, String kind, String reference, Instant expiresAt,
            Transfer.Phase settledBy, TransferId settlement) {}

    LockedAccounts lock(Tx tx, Collection<LedgerAccountId> accounts, Collection<TransferId> transfers) {
        Map<LedgerAccountId, Long> balances = new HashMap<>();
        Map<TransferId, LockedAccounts.Earlier> earlier = new HashMap<>();
        tx.handle().createQuery("select * from ledger_lock(:accounts, cast(:transfers as uuid[]))")
                .bind("accounts", accounts.stream().distinct().toArray(LedgerAccountId[]::new))
                .bind("transfers", transfers.toArray(TransferId[]::new))
                .map((row, context) -> {
                    long account = row.getLong("account_id");
                    return row.wasNull()
                            ? earlier.put(new TransferId(row.getObject("transfer_id", UUID.class)),
                                    new LockedAccounts.Earlier(row.getBytes("digest"), Rows.instant(row, "at")))
                            : balances.put(new LedgerAccountId(account), row.getLong("balance"));
                })
                .list();
        return new LockedAccounts(balances, earlier);
    }

    void insert(Tx tx, List<Ready> ready, Instant at) {
        List<Row> rows = new ArrayList<>();
        for (Ready one : ready) {
            List<Entry> entries = one.transfer().entries();
            for (int i = 0; i < entries.size(); i++) {
                rows.add(new Row(one.transfer().id().value(), i, entries.get(i)));
            }
        }
        if (rows.size() < COPY_ROWS_MIN) {
            insertTogether(tx, ready, rows, at);
            return;
        }
        insertTogether(tx, ready, List.of(), at);
        boolean isIn = BinaryCopy.tryAll(tx, "ledger_entry (transfer_id, ordinal, account_id, amount)", rows,
                (copy, row) -> copy.begin(4).uuid(row.transfer()).int4(row.ordinal()).int8(row.entry().account().value())
                        .int8(row.entry().amount()));
        if (!isIn) {
            throw new IllegalStateException("a transfer that was not there has entries");
        }
    }

    /** The id of a transfer that another transaction made meanwhile breaks the statement, and so the whole batch. */
    private static void insertTogether(Tx tx, List<Ready> ready, List<Row> rows, Instant at) {
        tx.handle().createUpdate("""
                        with made as (
                            insert into ledger_transfer
                                (id, kind, reference, note, by_account, digest, entries, phase, settles, expires_at, at)
                            select t.id, t.kind, t.reference, t.note, t.by_account, t.digest, t.entries, t.phase, t.settles,
                                   cast(t.expires_at as timestamptz), :at
                            from unnest(cast(:ids as uuid[]), :kinds, :references, :notes, :by, :digests, :counts, :phases,
                                    cast(:settles as uuid[]), :expire)
                                as t (id, kind, reference, note, by_account, digest, entries, phase, settles, expires_at)
                        )
                        insert into ledger_entry (transfer_id, ordinal, account_id, amount)
                        select * from unnest(cast(:transfers as uuid[]), :ordinals, :accounts, :amounts)
                        """)
                .bind("at", at)
                .bind("ids", ready.stream().map(one -> one.transfer().id()).toArray(TransferId[]::new))
                .bind("kinds", texts(ready, Transfer::kind))
                .bind("references", texts(ready, Transfer::reference))
                .bind("notes", texts(ready, Transfer::note))
                .bind("by", ready.stream().map(one -> one.transfer().by() == null ? null : one.transfer().by().value())
                        .toArray(Long[]::new))
                .bind("digests", ready.stream().map(Ready::digest).toArray(byte[][]::new))
                .bind("counts", ready.stream().map(one -> (long) one.transfer().entries().size()).toArray(Long[]::new))
                .bind("phases", texts(ready, transfer -> Rows.stored(transfer.phase())))
                .bind("settles", ready.stream()
                        .map(one -> one.transfer().settles() == null ? null : one.transfer().settles().value())
                        .toArray(UUID[]::new))
                .bind("expire", texts(ready, transfer ->
                        transfer.expiresAt() == null ? null : transfer.expiresAt().toString()))
                .bind("transfers", rows.stream().map(Row::transfer).toArray(UUID[]::new))
                .bind("ordinals", rows.stream().map(row -> (long) row.ordinal()).toArray(Long[]::new))
                .bind("accounts", rows.stream().map(row -> row.entry().account()).toArray(LedgerAccountId[]::new))
                .bind("amounts", rows.stream().map(row -> row.entry().amount()).toArray(Long[]::new))
                .execute();
    }

    /** The accounts of these escrows, in their order; made where there are none. */
    List<LedgerAccountId> openEscrows(Tx tx, List<Escrow> escrows) {
        String[] purposes = escrows.stream().map(Escrow::purpose).toArray(String[]::new);
        String[] subjects = escrows.stream().map(Escrow::subject).toArray(String[]::new);
        tx.handle().createUpdate("""
                        insert into ledger_account (id, kind, purpose, subject)
                        select (nextval('ledger_escrow_number') << 4) + 4, 'escrow', e.purpose, e.subject
                        from (select distinct * from unnest(:purposes, :subjects) as e (purpose, subject) order by 1, 2) e
                        on conflict do nothing
                        """)
                .bind("purposes", purposes).bind("subjects", subjects).execute();
        return tx.handle().createQuery("""
                        select a.id from unnest(:purposes, :subjects) with ordinality as e (purpose, subject, number)
                        join ledger_account a on a.purpose = e.purpose and a.subject = e.subject order by e.number
                        """)
                .bind("purposes", purposes).bind("subjects", subjects).mapTo(LedgerAccountId.class).list();
    }

    Optional<LedgerAccountId> findEscrow(Tx tx, Escrow escrow) {
        return tx.handle().createQuery("select id from ledger_account where purpose = :purpose and subject = :subject")
                .bind("purpose", escrow.purpose()).bind("subject", escrow.subject())
                .mapTo(LedgerAccountId.class).findOne();
    }

    /** A reservation has two entries: what was taken, and the escrow that it was given to. */
    Optional<Reserved> findReservation(Tx tx, TransferId reservation) {
        return tx.handle().createQuery("""
                        select f.account_id as source, e.account_id as escrow, e.amount, r.kind, r.reference, r.expires_at,
                               s.phase, s.id as settlement
                        from ledger_transfer r
                        join ledger_entry f on f.transfer_id = r.id and f.ordinal = 0
                        join ledger_entry e on e.transfer_id = r.id and e.ordinal = 1
                        left join ledger_transfer s on s.settles = r.id
                        where r.id = :id and r.phase = 'reserved'
                        """)
                .bind("id", reservation)
                .map((row, context) -> {
                    UUID settlement = row.getObject("settlement", UUID.class);
                    return new Reserved(new LedgerAccountId(row.getLong("source")),
                            new LedgerAccountId(row.getLong("escrow")), new Coins(row.getLong("amount")),
                            row.getString("kind"), row.getString("reference"), Rows.instant(row, "expires_at"),
                            Rows.constant(row, "phase", Transfer.Phase.class),
                            settlement == null ? null : new TransferId(settlement));
                })
                .findOne();
    }

    /** Reservations whose time is over and that nobody has settled, the oldest first. */
    List<TransferId> findOverdue(Tx tx, Instant now, int most) {
        return tx.handle().createQuery("""
                        select r.id from ledger_transfer r where r.phase = 'reserved' and r.expires_at <= :now
                          and not exists (select from ledger_transfer s where s.settles = r.id)
                        order by r.expires_at limit :most
                        """)
                .bind("now", now).bind("most", most).mapTo(TransferId.class).list();
    }

    private static String[] texts(List<Ready> ready, Function<Transfer, String> text) {
        return ready.stream().map(one -> text.apply(one.transfer())).toArray(String[]::new);
    }
}
