package weilu.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.TurnId;
import weilu.protocol.ServerFrame;
import weilu.protocol.ServerFrame.TurnDelta;

/** Nodes of one JVM at one real database. */
class NodesTest {
    private static final RoomId ROOM = new RoomId(420185367);

    private final TestDatabase database = TestDatabase.fresh();
    private final Db db = database.db();
    private final List<Nodes> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Nodes::close);
        database.close();
    }

    @Test
    @DisplayName("[ND2] what one node tells, every other hears once and in order, and it does not hear itself")
    void told() {
        Nodes first = node("kin");
        Nodes second = node("kin");
        Nodes third = node("kin");
        List<NodeNote> atFirst = heard(first);
        List<NodeNote> atSecond = heard(second);
        List<NodeNote> atThird = heard(third);
        awaitAll(3);

        List<NodeNote> told = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            told.add(new NodeNote.ToRoom(ROOM, null, new ServerFrame.Typing(ROOM, new MemberId(i))));
        }
        told.forEach(first::tell);

        Await.until("all is heard", () -> atSecond.size() >= 500 && atThird.size() >= 500);
        assertThat(atSecond).isEqualTo(told);
        assertThat(atThird).isEqualTo(told);
        assertThat(atFirst).isEmpty();
    }

    @Test
    @DisplayName("[ND5] words too long for one notification come in pieces that fit together; what cannot be cut is counted")
    void pieces() {
        Nodes first = node("kin");
        List<NodeNote> atSecond = heard(node("kin"));
        awaitAll(2);
        String words = "围炉夜话🔥".repeat(2_000);
        first.tell(new NodeNote.ToRoom(ROOM, null, new TurnDelta(ROOM, new TurnId(UUID.randomUUID()), 7, words, false)));
        List<MemberId> many = new ArrayList<>();
        for (int i = 1; i <= 3_000; i++) {
            many.add(new MemberId(1_000_000 + i));
        }
        first.tell(new NodeNote.ToRoom(ROOM, many, new ServerFrame.JoinRequestsChanged(ROOM, 1)));
        first.tell(new NodeNote.ToAccount(new AccountId(1), new ServerFrame.Presence(ROOM, many)));
        first.tell(new NodeNote.SignedOut(new AccountId(9)));

        Await.until("the last is heard", () -> atSecond.contains(new NodeNote.SignedOut(new AccountId(9))));
        StringBuilder joined = new StringBuilder();
        List<MemberId> reached = new ArrayList<>();
        for (NodeNote note : atSecond) {
            if (note instanceof NodeNote.ToRoom(RoomId room, List<MemberId> only, TurnDelta delta)) {
                assertThat(delta.from()).isEqualTo(7 + joined.length());
                joined.append(delta.text());
            } else if (note instanceof NodeNote.ToRoom toSome) {
                reached.addAll(toSome.only());
            }
        }
        assertThat(joined.toString()).isEqualTo(words);
        assertThat(reached).isEqualTo(many);
        assertThat(first.dropped()).isEqualTo(1);
    }

    @Test
    @DisplayName("[ND1] what is told with a transaction is heard when it is committed, and never when it is not")
    void withTheCommit() {
        Nodes first = node("kin");
        List<NodeNote> atSecond = heard(node("kin"));
        awaitAll(2);
        assertThatThrownBy(() -> db.useTransaction(tx -> {
            first.tellWith(tx, new NodeNote.SignedOut(new AccountId(1)));
            throw new IllegalStateException("rolled back");
        })).isInstanceOf(IllegalStateException.class);
        db.useTransaction(tx -> first.tellWith(tx, new NodeNote.SignedOut(new AccountId(2))));

        Await.until("the commit is heard", () -> !atSecond.isEmpty());
        assertThat(atSecond).isEqualTo(List.of(new NodeNote.SignedOut(new AccountId(2))));
    }

    @Test
    @DisplayName("[ND3] a node that stops renewing its row is buried, one that says good-bye is gone at once, and one buried "
            + "alive comes back")
    void livingAndDead() {
        Nodes first = node("kin");
        Nodes second = node("kin");
        awaitAll(2);
        assertThat(first.isAlone()).isFalse();
        db.useTransaction(tx -> tx.handle().execute("""
                insert into node (id, seen_at, fast, kin)
                values (gen_random_uuid(), clock_timestamp() - interval '7 s', false, 'kin')"""));
        Await.until("the dead one is buried", () -> nodesInTable() == 2);

        AtomicInteger returns = new AtomicInteger();
        second.onComingAndGoing(returns::incrementAndGet);
        db.useTransaction(tx -> tx.handle().execute("delete from node where id = ?", second.id().value()));
        Await.until("it comes back", () -> returns.get() > 0 && nodesInTable() == 2 && !first.isAlone());

        second.close();
        Await.until("the good-bye is heard", first::isAlone);
        assertThat(nodesInTable()).isEqualTo(1);
    }

    @Test
    @DisplayName("[ND4] after its ears were cut a node hears again, and says first that it may have missed something")
    void interrupted() {
        Nodes first = node("kin");
        Nodes second = node("kin");
        AtomicInteger interruptions = new AtomicInteger();
        second.onInterruption(interruptions::incrementAndGet);
        List<NodeNote> atSecond = heard(second);
        awaitAll(2);
        Await.until("it hears", () -> interruptions.get() > 0);
        int before = interruptions.get();
        db.useTransaction(tx -> tx.handle().execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query in ('listen weilu_node', 'select 1')
                and pid <> pg_backend_pid()"""));

        Await.until("it hears again", () -> interruptions.get() > before);
        Await.until("what is told is heard", () -> {
            first.tell(new NodeNote.SignedOut(new AccountId(1)));
            return !atSecond.isEmpty();
        });
    }

    @Test
    @DisplayName("[ND9] a node with another key file does not join, and leaves no trace; with the same it does")
    void kin() {
        Nodes first = node("kin");
        assertThatThrownBy(() -> node("stranger")).isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("WEILU_DATA_FOLDER");
        assertThat(nodesInTable()).isEqualTo(1);
        node("kin");
        Await.until("it has joined", () -> first.count() == 2);
    }

    @Test
    @DisplayName("[ND10] a chore is taken by one, and by another only after its time")
    void chores() {
        assertThat(take("sweep")).isTrue();
        assertThat(take("sweep")).isFalse();
        assertThat(take("another")).isTrue();
        db.useTransaction(tx -> tx.handle().execute("update chore set taken_until = clock_timestamp() where name = 'sweep'"));
        assertThat(take("sweep")).isTrue();
    }

    private boolean take(String chore) {
        return db.inTransaction(tx -> new Chores().take(tx, chore, Duration.ofHours(1)));
    }

    private Nodes node(String kin) {
        Nodes nodes = new Nodes(new Nodes.Ways(db, inbox -> new NotifyChannel(database.dataSource(), inbox),
                Optional.empty(), Optional.of(kin)));
        opened.add(nodes);
        nodes.open();
        return nodes;
    }

    private void awaitAll(int count) {
        Await.until("all know each other", () -> opened.stream().allMatch(one -> one.count() == count));
        Await.until("all hear", () -> ears() == count);
    }

    private int ears() {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                select count(*) from pg_stat_activity where datname = current_database()
                and query in ('listen weilu_node', 'select 1')""").mapTo(int.class).one());
    }

    private int nodesInTable() {
        return db.inTransaction(tx -> tx.handle().createQuery("select count(*) from node").mapTo(int.class).one());
    }

    private static List<NodeNote> heard(Nodes nodes) {
        List<NodeNote> heard = new CopyOnWriteArrayList<>();
        nodes.listen(NodeNote.class, heard::add);
        return heard;
    }
}
