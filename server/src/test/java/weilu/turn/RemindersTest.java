package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.db.Db;
import weilu.message.PostMessage;
import weilu.room.RoomLog;
import weilu.room.RoomWakeups;
import weilu.tool.builtin.Reminders;

/** Reminders on two nodes with one database, which die at the wrong moment or start again. */
class RemindersTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private AgentWorld world;
    private Node first;
    private Node second;

    /** What a second server would have of its own. */
    private record Node(PostMessage posts, Reminders reminders) implements AutoCloseable {
        static Node on(AgentWorld world) {
            Db db = world.database();
            RoomWakeups wakeups = new RoomWakeups();
            PostMessage posts = new PostMessage(db, new RoomLog(world.clock, wakeups), wakeups, world.attachments);
            return new Node(posts, new Reminders(db, posts, world.clock));
        }

        @Override
        public void close() {
            posts.close();
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        world = new AgentWorld(folder);
        first = Node.on(world);
        second = Node.on(world);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        world.close();
    }

    /** In ten minutes, from 小红. */
    private void set(String text, String every) {
        LocalDateTime at = world.clock.instant().plusSeconds(600).atZone(ZONE).toLocalDateTime();
        world.db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into reminder (number, room_id, agent, asker, text, local_time, zone, next_at, every, day_of_month,
                            made_at, turn_id)
                        select coalesce(max(number), 0) + 1, :room, :agent, :asker, :text, :local, :zone, :next, :every, :day,
                            :at, gen_random_uuid() from reminder
                        """)
                .bind("room", world.room).bind("agent", world.luzi()).bind("asker", world.member(world.hong))
                .bind("text", text).bind("local", at).bind("zone", ZONE.getId()).bind("next", at.atZone(ZONE).toInstant())
                .bind("every", every).bind("day", at.getDayOfMonth()).bind("at", world.clock.instant()).execute());
    }

    @Test
    @DisplayName("[BT3] one whose time zone has got other rules since it was set is said once, and moves on")
    void rulesHaveChanged() {
        set("换了夏令时", "daily");
        world.db.useTransaction(tx -> tx.handle().execute("update reminder set next_at = next_at - interval '1 hour'"));
        first.reminders().fireDue();
        second.reminders().fireDue();
        assertThat(said("换了夏令时")).isEqualTo(1);
        Instant next = world.db.inTransaction(tx -> tx.handle().createQuery("select next_at from reminder")
                .mapTo(Instant.class).one());
        assertThat(next).isAfter(world.clock.instant());
        first.reminders().fireDue();
        assertThat(said("换了夏令时")).isEqualTo(1);
    }

    private long said(String text) {
        return world.db.inTransaction(tx -> world.messages.latest(tx, world.room, 100)).messages().stream()
                .filter(message -> message.body().contains(text)).count();
    }

    @Test
    @DisplayName("[BT3] two nodes that look at the same moment say each reminder once")
    void together() throws Exception {
        for (int i = 0; i < 20; i++) {
            set("第" + i + "件事。", "none");
        }
        world.pass(Duration.ofMinutes(11));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> one = () -> fired(first);
            Callable<Boolean> other = () -> fired(second);
            threads.invokeAll(List.of(one, other, one, other)).forEach(future -> assertThat(future.resultNow()).isTrue());
        }
        for (int i = 0; i < 20; i++) {
            assertThat(said("第" + i + "件事。")).isEqualTo(1);
        }
        assertThat(world.count("select count(*) from reminder where ended_at is null")).isZero();
    }

    private static boolean fired(Node node) {
        node.reminders().fireDue();
        return true;
    }

    @Test
    @DisplayName("[BT3] a node that dies after it took one, before or after saying it, leaves it to the other: said once")
    void dies() {
        for (String table : List.of("room_event", "reminder")) {
            set("关火 " + table, "daily");
            world.pass(Duration.ofMinutes(11));
            breaking(table);
            assertThatThrownBy(() -> first.reminders().fireDue()).isNotNull();
            world.db.useTransaction(tx -> tx.handle().execute("drop trigger dies on " + table));
            assertThat(said("关火 " + table)).isEqualTo(table.equals("reminder") ? 1 : 0);
            second.reminders().fireDue();
            second.reminders().fireDue();
            assertThat(said("关火 " + table)).isEqualTo(1);
        }
    }

    /** As a node that dies there: what it was writing to this table is not there. */
    private void breaking(String table) {
        world.db.useTransaction(tx -> {
            tx.handle().execute("""
                    create or replace function dies() returns trigger language plpgsql as
                    $$ begin raise exception 'the node dies here'; end $$""");
            String when = table.equals("reminder") ? "update" : "insert";
            tx.handle().execute("create trigger dies before " + when + " on " + table + " for each row execute function dies()");
        });
    }

    @Test
    @DisplayName("[BT3] after a restart what was missed is said late, once, and the daily one goes on from now")
    void restart() {
        set("交水费", "daily");
        world.pass(Duration.ofDays(5));
        Node again = Node.on(world);
        again.reminders().fireDue();
        again.reminders().fireDue();
        assertThat(said("交水费")).isEqualTo(1);
        assertThat(said("晚了")).isEqualTo(1);
        world.pass(Duration.ofDays(1));
        again.reminders().fireDue();
        again.reminders().fireDue();
        again.close();
        assertThat(said("交水费")).isEqualTo(2);
        assertThat(said("晚了")).isLessThanOrEqualTo(2);
    }
}
