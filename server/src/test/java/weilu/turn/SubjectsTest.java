package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.agent.AgentDefinition;
import weilu.knowledge.Embedder;
import weilu.protocol.Json;

class SubjectsTest {
    /**
     * An agent and what people say near it.
     *
     * @param its questions that are for it, in other words than its own lines
     * @param others questions that are not
     */
    record Case(String name, String about, List<String> examples, List<String> its, List<String> others) {
        AgentDefinition agent() {
            return new AgentDefinition(name, null, about, null, null, null, null, false, null, null, null, examples, null);
        }
    }

    @Test
    @DisplayName("[TU14] every question that is for an agent is let through, and of the others nine in ten are left alone")
    void tellsApart() throws IOException {
        List<String> missed = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        int others = 0;
        try (Embedder embedder = new Embedder()) {
            Subjects subjects = new Subjects(new PlainKnowledge(null, null, embedder));
            for (Case one : cases()) {
                one.its().stream().filter(text -> !subjects.mayConcern(one.agent(), text)).forEach(missed::add);
                one.others().stream().filter(text -> subjects.mayConcern(one.agent(), text)).forEach(passed::add);
                others += one.others().size();
            }
        }
        assertThat(missed).isEmpty();
        assertThat(passed.size() * 10).as("of %d others let through: %s", others, passed).isLessThanOrEqualTo(others);
    }

    @Test
    @DisplayName("[TU14] an agent that says nothing of itself, or nothing in this script, may be meant by anything")
    void saysNothing() throws IOException {
        try (Embedder embedder = new Embedder()) {
            Subjects subjects = new Subjects(new PlainKnowledge(null, null, embedder));
            assertThat(subjects.mayConcern(AgentDefinition.named("小书童"), "周六去哪儿吃火锅？")).isTrue();
            assertThat(subjects.mayConcern(cases().getFirst().agent(), "Who books the table?")).isTrue();
            assertThat(subjects.mayConcern(cases().getFirst().agent(), "谁来订位子？")).isFalse();
        }
    }

    private static List<Case> cases() throws IOException {
        try (InputStream file = SubjectsTest.class.getResourceAsStream("/subjects.json")) {
            return Json.mapper().readValue(file, new TypeReference<List<Case>>() {});
        }
    }
}
