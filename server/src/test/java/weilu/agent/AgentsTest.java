package weilu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.PinnedClock;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.agent.AgentDefinition.Budget;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.knowledge.Embedder;
import weilu.protocol.ErrorCode;

class AgentsTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Db db = database.db();
    private final PinnedClock clock = PinnedClock.still();
    private final HostAccount host = HostAccount.open(db, "阿炉", clock);
    private final List<String> shown = new ArrayList<>();
    private final Agents agents = new Agents(new AgentForm(new DisplayNames(new LookAlikes("阿炉"))),
            new AgentKnowledge(db, new Embedder(), clock), (tx, changed) -> shown.add(changed.displayName()), clock);
    private final AccountId hong = person("小红");

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    @DisplayName("[AG2] each change is a version of its own, and none is changed afterwards")
    void changesAreVersions() {
        AgentProfile made = create("书书");
        assertThat(made.version()).isEqualTo(1);
        AgentProfile changed = change(made, 1, "老舍", "话多一点");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.definition().name()).isEqualTo("老舍");
        assertThat(shown).containsExactly("老舍");
        List<AgentVersion> versions = db.inTransaction(tx -> agents.versions(tx, made.account()));
        assertThat(versions).extracting(AgentVersion::number).containsExactly(2, 1);
        assertThat(versions).extracting(AgentVersion::note).containsExactly("话多一点", "");
        assertThat(versions.getLast().definition()).isEqualTo(made.definition());
    }

    @Test
    @DisplayName("[AG2] who changes an older version than the newest is told; the same again makes no version")
    void changesAreNotLost() {
        AgentProfile made = create("书书");
        change(made, 1, "老舍", null);
        assertRefused(ErrorCode.CONFLICT, () -> change(made, 1, "茅盾", null));
        assertThat(change(made, 2, "老舍", null).version()).isEqualTo(2);
    }

    @Test
    @DisplayName("[AG2] a person has at most 20 agents; one that was retired makes room")
    void agentsAreLimited() {
        AgentProfile first = create("第一");
        for (int i = 1; i < Agents.OWNED_MAX; i++) {
            create("其他" + i);
        }
        assertRefused(ErrorCode.CONFLICT, () -> create("再来"));
        db.useTransaction(tx -> agents.retire(tx, first));
        assertThat(create("再来").version()).isEqualTo(1);
        assertRefused(ErrorCode.GONE, () -> change(first, 1, "还在吗", null));
    }

    @Test
    @DisplayName("[AG1] the host agent keeps its name whatever is entered, takes a persona, and cannot be retired")
    void theHostStays() {
        AgentProfile luzi = db.inTransaction(tx -> agents.find(tx, host.account(tx))).orElseThrow();
        assertThat(luzi.host()).isTrue();
        assertThat(luzi.version()).isZero();
        AgentDefinition wish = new AgentDefinition("主席", null, null, "说四川话", null, null, null, false, null, null, null,
                null, null);
        AgentProfile now = db.inTransaction(tx -> agents.change(tx, luzi, hong, wish, 0, null));
        assertThat(now.definition().name()).isEqualTo("阿炉");
        assertThat(now.definition().persona()).isEqualTo("说四川话");
        assertRefused(ErrorCode.FORBIDDEN, () -> db.useTransaction(tx -> agents.retire(tx, luzi)));
    }

    @Test
    @DisplayName("[AG2] what is not of the form asked for is refused by its field")
    void formIsChecked() {
        assertThat(fieldRefused(one -> named("阿炉"))).isEqualTo("name");
        assertThat(fieldRefused(one -> with("书书", "x".repeat(AgentForm.PERSONA_CHARACTERS_MAX + 1), null, null)))
                .isEqualTo("persona");
        assertThat(fieldRefused(one -> with("书书", "a\u202Eb", null, null))).isEqualTo("persona");
        assertThat(fieldRefused(one -> with("书书", "", 2.5, null))).isEqualTo("temperature");
        assertThat(fieldRefused(one -> with("书书", "", Double.NaN, null))).isEqualTo("temperature");
        assertThat(fieldRefused(one -> with("书书", "", null, new Budget(0, null)))).isEqualTo("turnsPerDay");
        assertThat(create("书书").definition().name()).isEqualTo("书书");
    }

    private String fieldRefused(UnaryOperator<AgentDefinition> change) {
        try {
            db.inTransaction(tx -> agents.create(tx, hong, change.apply(named("书书"))));
            return null;
        } catch (weilu.protocol.Refusal refusal) {
            return refusal.problem().field();
        }
    }

    private static AgentDefinition named(String name) {
        return AgentDefinition.named(name);
    }

    private static AgentDefinition with(String name, String persona, Double temperature, Budget budget) {
        return new AgentDefinition(name, null, null, persona, null, null, temperature, false, null, null, budget, null, null);
    }

    private AgentProfile create(String name) {
        return db.inTransaction(tx -> agents.create(tx, hong, named(name)));
    }

    private AgentProfile change(AgentProfile agent, int based, String name, String note) {
        return db.inTransaction(tx -> agents.change(tx, agent, hong, named(name), based, note));
    }

    private AccountId person(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values ('person', :name, :at) returning id
                        """)
                .bind("name", name).bind("at", PinnedClock.START).mapTo(AccountId.class).one());
    }
}
