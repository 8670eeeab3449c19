package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.id.AccountId;

final class RoomSummariesTest {
    private static final int ROOMS = 200;
    private static final int MESSAGES = 300;
    private static final Duration QUICK = Duration.ofSeconds(2);

    private static TestDatabase database;
    private static Db db;
    private static AccountId reader;

    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh();
        db = database.db();
        reader = db.inTransaction(RoomSummariesTest::insertRooms);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    @DisplayName("[MS14] the list counts unread messages and mentions of others, up to a hundred, and shows the last message")
    void counts() {
        List<RoomSummary> list = db.inTransaction(tx -> new RoomSummaries().of(tx, reader));
        assertThat(list).hasSize(ROOMS).allSatisfy(one -> {
            assertThat(one.unread()).isEqualTo(RoomSummaries.UNREAD_MAX);
            assertThat(one.mentions()).isEqualTo(RoomSummaries.UNREAD_MAX / 10);
            assertThat(one.last().body()).isEqualTo("第" + MESSAGES + "句");
        });
        db.useTransaction(tx -> tx.handle().execute("update member set read_seq = ? where account_id = ?",
                MESSAGES - 15, reader.value()));
        List<RoomSummary> later = db.inTransaction(tx -> new RoomSummaries().of(tx, reader));
        assertThat(later).allSatisfy(one -> {
            assertThat(one.unread()).isEqualTo(15);
            assertThat(one.mentions()).isEqualTo(2);
        });
        db.useTransaction(tx -> tx.handle().execute("update member set read_seq = 0 where account_id = ?",
                reader.value()));
    }

    @Test
    @DisplayName("[MS14] the list of 200 rooms, each with 300 unread messages, is quick")
    void quick() {
        db.inTransaction(tx -> new RoomSummaries().of(tx, reader));
        long before = System.nanoTime();
        db.inTransaction(tx -> new RoomSummaries().of(tx, reader));
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        System.out.println("list of " + ROOMS + " rooms: " + took.toMillis() + " ms");
        assertThat(took).isLessThan(QUICK);
    }

    private static AccountId insertRooms(Tx tx) {
        tx.handle().execute("""
                insert into account (kind, display_name, created_at)
                values ('person', '小红', now()), ('person', '小明', now());
                insert into room (id, kind, name, visibility, head_seq, created_at)
                select 100000000 + i, 'group', '派' || i, 'private', %2$d, now() from generate_series(1, %1$d) i;
                insert into member (room_id, account_id, role, joined_at, joined_seq)
                select r.id, a.id, 'member', now(), 0 from room r, account a;
                insert into room_event (room_id, seq, at, kind, author, event)
                select m.room_id, i, now(), 'messagePosted', m.id, replace(json_build_object('type', 'messagePosted',
                    'author', m.id, 'clientMessageId', gen_random_uuid(), 'body', '第' || i || '句', 'mentions',
                    case when i %% 10 = 0 then json_build_array(o.id) else json_build_array() end,
                    'attachments', json_build_array(), 'hops', 0, 'recalled', false)::text, ' : ', ':')
                from member m
                join account a on a.id = m.account_id and a.display_name = '小明'
                join member o on o.room_id = m.room_id and o.id <> m.id, generate_series(1, %2$d) i;
                analyze room_event;
                """.formatted(ROOMS, MESSAGES));
        return tx.handle().createQuery("select id from account where display_name = '小红'")
                .mapTo(AccountId.class).one();
    }
}
