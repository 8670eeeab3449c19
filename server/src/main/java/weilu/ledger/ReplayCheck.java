package weilu.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;

/** Makes each transfer again from its rows, as it was once asked for, and compares the digest that was taken then. */
final class ReplayCheck implements LedgerCheck {
    private static final int FETCH_ROWS = 1_000;

    @Override
    public String name() {
        return "every transfer says what it said when it was made";
    }

    @Override
    public Found look(Tx tx) {
        long[] counts = new long[2];
        List<String> shown = new ArrayList<>();
        try (Stream<Optional<String>> rows = tx.handle().createQuery("""
                        select t.*, e.accounts, e.amounts from ledger_transfer t left join (
                            select transfer_id, array_agg(account_id order by ordinal) as accounts,
                                   array_agg(amount order by ordinal) as amounts
                            from ledger_entry group by transfer_id
                        ) e on e.transfer_id = t.id
                        """)
                .setFetchSize(FETCH_ROWS).map((row, context) -> breach(row)).stream()) {
            rows.forEach(breach -> {
                counts[0]++;
                if (breach.isPresent()) {
                    counts[1]++;
                    if (shown.size() < BREACHES_SHOWN_MAX) {
                        shown.add(breach.get());
                    }
                }
            });
        }
        return new Found(counts[0], counts[1], shown);
    }

    private static Optional<String> breach(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        try {
            return Arrays.equals(TransferDigest.of(transfer(row, id)), row.getBytes("digest")) ? Optional.empty()
                    : Optional.of("transfer " + id + " says something else than when it was made");
        } catch (IllegalArgumentException | NullPointerException | ArithmeticException noTransfer) {
            return Optional.of("transfer " + id + " could not have been made like this");
        }
    }

    private static Transfer transfer(ResultSet row, UUID id) throws SQLException {
        Long[] accounts = (Long[]) row.getArray("accounts").getArray();
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < accounts.length; i++) {
            entries.add(new Entry(new LedgerAccountId(accounts[i]), amounts[i]));
        }
        long by = row.getLong("by_account");
        AccountId decided = row.wasNull() ? null : new AccountId(by);
        UUID settles = row.getObject("settles", UUID.class);
        return new Transfer(new TransferId(id), row.getString("kind"), row.getString("reference"), row.getString("note"),
                decided, Rows.constant(row, "phase", Transfer.Phase.class),
                settles == null ? null : new TransferId(settles), Rows.instant(row, "expires_at"), entries);
    }
}
