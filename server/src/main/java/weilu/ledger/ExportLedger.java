package weilu.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import weilu.db.Db;
import weilu.db.Rows;
import weilu.protocol.CsvLine;

/** Writes all entries in the order they came in, as an accountant reads them; a long ledger takes no memory. */
public final class ExportLedger {
    private static final int FETCH_ROWS = 1_000;
    private static final List<String> COLUMNS = List.of("at", "transfer", "kind", "what_for", "note", "decided_by", "phase",
            "account", "account_kind", "whose", "debit", "credit", "balance_after");

    private static final String ENTRIES = """
            select t.at, t.id, t.kind, t.reference, t.note, b.display_name as decided_by, t.phase, e.account_id,
                   a.kind as account_kind, coalesce(p.display_name, a.purpose || ' ' || a.subject, '') as whose, e.amount,
                   sum(e.amount) over (partition by e.account_id order by e.id) as after
            from ledger_entry e join ledger_transfer t on t.id = e.transfer_id
            join ledger_account a on a.id = e.account_id
            left join account p on p.id = a.account_id
            left join account b on b.id = t.by_account
            order by e.id
            """;

    private ExportLedger() {}

    /** Returns the number of entries. */
    public static long csv(Db db, Writer out) {
        return db.inSnapshot(tx -> {
            long count = 0;
            try (Stream<String> lines = tx.handle().createQuery(ENTRIES).setFetchSize(FETCH_ROWS)
                    .map((row, context) -> {
                        long amount = row.getLong("amount");
                        return CsvLine.of(Arrays.asList(Rows.instant(row, "at"), row.getString("id"), row.getString("kind"),
                                row.getString("reference"), row.getString("note"), row.getString("decided_by"),
                                row.getString("phase"), row.getLong("account_id"), row.getString("account_kind"),
                                row.getString("whose"), amount < 0 ? -amount : null, amount > 0 ? amount : null,
                                row.getLong("after")));
                    }).stream()) {
                out.write(CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS));
                for (String line : (Iterable<String>) lines::iterator) {
                    out.write(line);
                    count++;
                }
                out.flush();
                return count;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
