package weilu.ledger;

import java.util.List;
import weilu.db.Tx;

/** What must hold of the rows, asked of the database. Each statement gives a sentence for each breach. */
final class LedgerChecks {
    private record Check(String name, String counting, String breaches) implements LedgerCheck {
        @Override
        public Found look(Tx tx) {
            long looked = tx.handle().createQuery("select count(*) from " + counting).mapTo(Long.class).one();
            List<String> found = tx.handle().createQuery(breaches).mapTo(String.class).list();
            return Found.of(looked, found);
        }
    }

    private LedgerChecks() {}

    static List<LedgerCheck> all() {
        return List.of(
                new Check("every transfer sums to zero", "ledger_transfer", """
                        select 'transfer ' || transfer_id || ' sums to ' || sum(amount) from ledger_entry
                        group by transfer_id having sum(amount) <> 0
                        """),
                new Check("every transfer has all its entries", "ledger_entry", """
                        select 'transfer ' || coalesce(t.id, e.id) || ' has ' || coalesce(e.count, 0) || ' entries, not '
                            || coalesce(t.entries, 0)
                        from ledger_transfer t full join (
                            select transfer_id as id, count(*) as count, min(ordinal) as first, max(ordinal) as last
                            from ledger_entry group by transfer_id
                        ) e on e.id = t.id
                        where t.entries is distinct from e.count or e.first <> 0 or e.last <> t.entries - 1
                        """),
                new Check("every balance is the sum of its entries", "ledger_account", """
                        select 'account ' || coalesce(a.id, e.id) || coalesce(' has ' || a.balance, ' is not there')
                            || ', its entries sum to ' || coalesce(e.sum, 0)
                        from ledger_account a full join (
                            select account_id as id, sum(amount) as sum from ledger_entry group by account_id
                        ) e on e.id = a.id
                        where a.id is null or a.balance <> coalesce(e.sum, 0)
                        """),
                new Check("no balance is below zero", "ledger_account", """
                        select 'account ' || id || ' (' || kind || ') has ' || balance from ledger_account
                        where kind <> 'issue' and balance < 0 or kind = 'issue' and balance > 0
                        """),
                new Check("what was issued is what is there", "ledger_account", """
                        select 'all balances together are ' || sum(balance) from ledger_account having sum(balance) <> 0
                        """),
                new Check("no id is there twice", "ledger_transfer", """
                        select 'transfer ' || id || ' is there ' || count(*) || ' times' from ledger_transfer
                        group by id having count(*) > 1
                        union all
                        select 'entry ' || ordinal || ' of transfer ' || transfer_id || ' is there ' || count(*) || ' times'
                        from ledger_entry group by transfer_id, ordinal having count(*) > 1
                        """),
                new Check("a reservation is settled once, and its escrow empty then",
                        "ledger_transfer where phase = 'reserved'", """
                        select 'reservation ' || r.id || ' was settled ' || s.count || ' times, and its escrow has ' || a.balance
                        from ledger_transfer r
                        join ledger_entry e on e.transfer_id = r.id and e.amount > 0
                        join ledger_account a on a.id = e.account_id
                        cross join lateral (select count(*) as count from ledger_transfer s where s.settles = r.id) s
                        where r.phase = 'reserved'
                            and (s.count > 1 or a.balance <> case s.count when 0 then e.amount else 0 end)
                        """));
    }
}
