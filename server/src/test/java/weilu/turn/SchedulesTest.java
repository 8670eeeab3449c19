package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.protocol.Answer.Engine;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.turn.Manners.Clockwork;
import weilu.turn.Manners.Clockwork.Every;

class SchedulesTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;
    private AgentWorld world;
    private final List<Turn> made = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.say(world.ming, "火锅定在周六七点");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU21] the next time is by the day, the weekday or the week, in the time zone it was set in")
    void times() {
        Instant friday = Instant.parse("2026-05-01T02:00:00Z");
        assertThat(next(Schedule.Every.DAILY, 1, friday)).isEqualTo("2026-05-02T01:00:00Z");
        assertThat(next(Schedule.Every.DAILY, 1, friday.minus(Duration.ofHours(2)))).isEqualTo("2026-05-01T01:00:00Z");
        assertThat(next(Schedule.Every.WEEKDAYS, 1, friday)).isEqualTo("2026-05-04T01:00:00Z");
        assertThat(next(Schedule.Every.WEEKLY, 3, friday)).isEqualTo("2026-05-06T01:00:00Z");
        assertThat(next(Schedule.Every.WEEKLY, 5, friday)).isEqualTo("2026-05-08T01:00:00Z");
    }

    @Test
    @DisplayName("[TU21] when its time has come the agent speaks, once however many nodes look, and it says why")
    void speaksOnce() {
        world.configureModel("scripted");
        world.model.next(Script.say("早安，今天天气不错"), Script.say("不该有第二个"));
        set(new Clockwork(Every.DAILY, null, "09:00", "说一句早安"));
        world.begin();
        fire();
        assertThat(made).isEmpty();
        world.pass(Duration.ofHours(13).plusMinutes(5));
        fire();
        fire();
        assertThat(made).hasSizeLessThanOrEqualTo(1);
        AgentWorld.await(() -> world.count("select count(*) from turn where reason = 'schedule'") == 1);
        MessageView said = world.reply();
        assertThat(said.body()).isEqualTo("早安，今天天气不错");
        assertThat(said.quote()).isNull();
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.model.requests()).hasSize(1);
        assertThat(world.model.requests().getFirst().body()).contains("说一句早安");
        Why.View why = world.read(tx -> new Why().read(tx, world.access.require(tx, world.room, world.hong), said.seq()));
        assertThat(why.own().rule()).isEqualTo(TriggerRule.SCHEDULE);
    }

    @Test
    @DisplayName("[TU21] without a model it says the wish; what is too late, switched off or ended is not said")
    void withoutModel() {
        set(new Clockwork(Every.DAILY, null, "20:30", "该吃药了"));
        world.begin();
        world.pass(Duration.ofMinutes(45));
        MessageView said = world.reply();
        assertThat(said.body()).isEqualTo("⏰ 该吃药了");
        assertThat(said.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        AgentWorld.await(() -> world.openTurns() == 0);
        world.agents.close();
        world.agents = null;
        world.pass(Duration.ofHours(24).plus(Schedules.LATE_MAX));
        fire();
        assertThat(made).isEmpty();
        world.db.useTransaction(tx -> manners().set(tx, world.access.require(tx, world.room, world.hong), world.luzi(),
                new Manners.View(null, null, Manner.OFF, null, null, null, null, null, null)));
        world.pass(Duration.ofHours(23));
        fire();
        assertThat(made).isEmpty();
        set(new Clockwork(Every.NONE, null, null, null));
        assertThat(world.count("select count(*) from agent_schedule")).isZero();
    }

    @Test
    @DisplayName("[TU21] an admin sets it; what cannot be is refused by its field")
    void refuses() {
        assertThatThrownBy(() -> set(new Clockwork(Every.DAILY, null, "25:00", "早安"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> set(new Clockwork(Every.DAILY, null, "09:00", " "))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> set(new Clockwork(Every.WEEKLY, 8, "09:00", "早安"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> setBy(world.ming, new Clockwork(Every.DAILY, null, "09:00", "早安")))
                .isInstanceOf(Refusal.class);
        set(new Clockwork(Every.WEEKLY, 7, "09:00", "早安"));
        assertThat(world.read(tx -> manners().list(tx, world.access.require(tx, world.room, world.ming))).getFirst().schedule())
                .isEqualTo(new Clockwork(Every.WEEKLY, 7, "09:00", "早安"));
    }

    private String next(Schedule.Every every, int day, Instant now) {
        return new Schedule(every, DayOfWeek.of(day), LocalTime.of(9, 0), SHANGHAI, "早安").after(now).toString();
    }

    /** As another node would. */
    private void fire() {
        new Schedules(world.db, world.clock, made::add).fireDue();
    }

    private Manners manners() {
        return new Manners(world.clock);
    }

    private void set(Clockwork schedule) {
        setBy(world.hong, schedule);
    }

    private void setBy(AccountId who, Clockwork schedule) {
        world.db.useTransaction(tx -> manners().set(tx, world.access.require(tx, world.room, who), world.luzi(),
                new Manners.View(null, null, null, null, null, null, null, null, null, schedule)));
    }
}
