package weilu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weilu.db.Db;
import weilu.id.LedgerAccountId;

final class VerifyLedgerTest {
    private static VerifyLedger.Report verify(LedgerWorld world, LedgerCheck... more) {
        return new VerifyLedger(List.of(more)).verify(world.db);
    }

    private static void fill(LedgerWorld world) {
        LedgerAccountId hong = world.rich("小红", 100);
        LedgerAccountId ming = world.rich("小明", 50);
        world.post(Transfer.move(LedgerWorld.id(), "gift", "test", hong, ming, new Coins(7)));
        Reservations reservations = new Reservations(world.ledger, world.clock);
        for (int i = 0; i < 2; i++) {
            var id = LedgerWorld.id();
            world.db.inTransaction(tx -> reservations.reserve(tx, id, "payout", "test", hong, new Coins(5),
                    world.clock.instant().plusSeconds(60)));
            if (i == 0) {
                world.db.inTransaction(tx -> reservations.voided(tx, id));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sums to zero | update ledger_entry set amount = amount + 1 where ordinal = 1",
        "all its entries | delete from ledger_entry where ordinal = 1",
        "all its entries | insert into ledger_entry (transfer_id, ordinal, account_id, amount)"
                + " select gen_random_uuid(), o, 1, o * 2 - 1 from generate_series(0, 1) o",
        "sum of its entries | update ledger_account set balance = balance + 1 where kind = 'member'",
        "sum of its entries | delete from ledger_account where kind = 'member'",
        "what was issued | update ledger_account set balance = balance + 1 where kind = 'member'",
        "below zero | alter table ledger_account drop constraint ledger_account_check1;"
                + " update ledger_account set balance = -1 where kind = 'member'",
        "id is there twice | alter table ledger_transfer drop constraint ledger_transfer_pkey cascade;"
                + " insert into ledger_transfer select * from ledger_transfer limit 1",
        "id is there twice | alter table ledger_entry drop constraint ledger_entry_pkey;"
                + " insert into ledger_entry (transfer_id, ordinal, account_id, amount)"
                + " select transfer_id, ordinal, account_id, amount from ledger_entry limit 1",
        "says what it said | update ledger_transfer set reference = 'something else' where kind = 'gift'",
        "says what it said | update ledger_transfer set note = 'a reason' where kind = 'gift'",
        "says what it said | update ledger_entry set amount = amount * 2",
        "says what it said | update ledger_entry set account_id = 5 where amount > 0",
        "its escrow empty | update ledger_account set balance = balance + 3 where kind = 'escrow'",
        "its escrow empty | drop index ledger_transfer_settles; insert into ledger_transfer select gen_random_uuid(), kind,"
                + " reference, note, by_account, digest, entries, phase, settles, expires_at, at from ledger_transfer"
                + " where settles is not null"})
    @DisplayName("[LG2] [LG3] [LG5] [LG6] [LG8] verify finds each kind of breach, and nothing before it")
    void findsBreaches(String check, String breaking) {
        try (LedgerWorld world = new LedgerWorld()) {
            fill(world);
            VerifyLedger.Report before = verify(world);
            assertThat(before.isOk()).as(before.toString()).isTrue();
            assertThat(before.lines()).extracting(VerifyLedger.Line::looked).allMatch(looked -> looked > 0);
            world.breaking(breaking.split(";"));
            VerifyLedger.Report after = verify(world);
            assertThat(after.isOk()).isFalse();
            assertThat(after.lines().stream().filter(line -> line.breaches() > 0).map(VerifyLedger.Line::check)
                    .collect(Collectors.joining(", "))).contains(check);
        }
    }

    @Test
    @DisplayName("what other features ask is asked, too")
    void asksMore() {
        try (LedgerWorld world = new LedgerWorld()) {
            VerifyLedger.Report report = verify(world, new LedgerCheck() {
                @Override
                public String name() {
                    return "packets that are over keep nothing";
                }

                @Override
                public Found look(weilu.db.Tx tx) {
                    return Found.of(3, List.of("packet 7 keeps 2"));
                }
            });
            assertThat(report.breaches()).isEqualTo(1);
            assertThat(report.lines().getLast().shown()).containsExactly("packet 7 keeps 2");
        }
    }

    @Test
    @DisplayName("an export has a line for each entry, with names, debit, credit and the balance after, and no formula")
    void exports() {
        try (LedgerWorld world = new LedgerWorld()) {
            LedgerAccountId hong = world.rich("=小红,\"1\"", 100);
            LedgerAccountId ming = world.rich("小明", 0);
            world.post(Transfer.move(LedgerWorld.id(), "gift", "+1", hong, ming, new Coins(7)).by(ming.owner(), "谢谢"));
            StringWriter out = new StringWriter();
            assertThat(ExportLedger.csv(world.db, out)).isEqualTo(4);
            List<String> lines = out.toString().lines().toList();
            assertThat(lines.getFirst()).startsWith("\uFEFFat,transfer,kind,what_for");
            assertThat(lines.get(1)).contains(",grant,test,").endsWith(",1,issue,,100,,-100");
            assertThat(lines.get(3)).contains(",gift,'+1,谢谢,小明,plain,").endsWith(",member,\"'=小红,\"\"1\"\"\",7,,93");
            assertThat(lines.get(4)).endsWith(",小明,,7,7");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "update ledger_entry set amount = 1 | ledger_entry", "delete from ledger_entry | ledger_entry",
        "truncate ledger_entry | ledger_entry", "update ledger_transfer set note = 'x' | ledger_transfer",
        "delete from ledger_transfer | ledger_transfer", "update ledger_account set balance = 1 | ledger_account",
        "delete from ledger_account | ledger_account", "alter table ledger_entry disable trigger all | ledger_entry",
        "drop table ledger_entry | ledger_entry", "drop trigger ledger_entry_moves on ledger_entry | ledger_entry"})
    @DisplayName("[LG3] [DB20] the server's own role may not, even were there no trigger")
    void permission(String statement, String table) {
        try (LedgerWorld world = new LedgerWorld()) {
            fill(world);
            world.breaking("alter table ledger_entry disable trigger all", "alter table ledger_transfer disable trigger all",
                    "alter table ledger_account disable trigger all");
            assertThatThrownBy(() -> world.db.useTransaction(tx -> tx.handle().execute(statement)))
                    .hasStackTraceContaining(statement.startsWith("alter") || statement.startsWith("drop")
                            ? "must be owner of" : "permission denied for table " + table);
            new Db(world.database.dataSource()).useTransaction(tx -> tx.handle().execute("truncate ledger_entry"));
        }
    }

    @Test
    @DisplayName("[DB20] the server's own role reads and writes every other table there is, and owns none")
    void mayWorkOnTheRest() {
        try (LedgerWorld world = new LedgerWorld()) {
            List<String> not = world.db.inTransaction(tx -> tx.handle().createQuery("""
                            select relname from pg_class where relnamespace = current_schema()::regnamespace
                              and relkind in ('r', 'p') and not (has_table_privilege(oid, 'select')
                                and has_table_privilege(oid, 'insert') and has_table_privilege(oid, 'update')
                                and has_table_privilege(oid, 'delete')) order by 1
                            """).mapTo(String.class).list());
            assertThat(not).containsExactly("flyway_schema_history", "ledger_account", "ledger_entry", "ledger_transfer");
            assertThat(world.number("select count(*) from pg_class where relowner = current_user::regrole")).isZero();
            assertThat(world.number("""
                    select count(*) from pg_sequences where schemaname = current_schema()
                      and not has_sequence_privilege(quote_ident(sequencename), 'usage')""")).isZero();
        }
    }
}
