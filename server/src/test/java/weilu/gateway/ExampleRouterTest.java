package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.db.TestDatabase;
import weilu.gateway.ExampleRouter.Decision;
import weilu.gateway.ExampleRouter.Example;
import weilu.id.ModelId;
import weilu.knowledge.Embedder;
import weilu.protocol.Refusal;

class ExampleRouterTest {
    private static final List<Example<String>> EXAMPLES = List.of(
            new Example<>("数学", "这道方程怎么解", "math"),
            new Example<>("数学", "帮我算一下概率", "math"),
            new Example<>("数学", "证明这个几何题", "math"),
            new Example<>("写代码", "这段 Python 代码为什么报错", "code"),
            new Example<>("写代码", "帮我写一个排序函数", "code"),
            new Example<>("英语", "帮我改改这段英语作文", "english"),
            new Example<>("英语", "这个英文单词是什么意思", "english"));

    /** Questions in other words than the examples, and what they are for; the last are for nobody in particular. */
    private static final Map<String, List<String>> QUESTIONS = Map.of(
            "math", List.of("二元一次方程怎么解", "掷两个骰子的概率怎么算", "怎么证明这个几何题里的三角形全等", "解一下这个方程 3x+5=20"),
            "code", List.of("我的 Python 代码报错了怎么办", "写一个快速排序的函数", "这段代码哪里错了"),
            "english", List.of("这段英语作文能帮我改一下吗", "serendipity 这个英文单词什么意思"),
            "", List.of("周六去哪儿吃火锅", "明天会下雨吗", "谁来订位子", "大家昨天聊了什么", "给我讲个笑话", "小明什么时候到",
                    "今晚看什么电影", "红包谁发的"));

    @Test
    @DisplayName("[RT1] questions in other words find their label, and small talk finds none")
    void findsByMeaning() {
        try (Embedder embedder = new Embedder()) {
            ExampleRouter<String> router = new ExampleRouter<>(EXAMPLES, embedder::embed);
            List<String> wrong = new ArrayList<>();
            int missed = 0;
            for (Map.Entry<String, List<String>> expected : QUESTIONS.entrySet()) {
                for (String question : expected.getValue()) {
                    Decision<String> decision = router.decide(question);
                    String found = decision instanceof Decision.Routed<String> routed ? routed.target() : "";
                    if (!found.isEmpty() && !found.equals(expected.getKey())) {
                        wrong.add(question + " → " + decision);
                    }
                    missed += found.isEmpty() && !expected.getKey().isEmpty() ? 1 : 0;
                    assertThat(router.decide(question)).as("the same again").isEqualTo(decision);
                }
            }
            assertThat(wrong).as("a wrong expert is worse than none").isEmpty();
            assertThat(missed).as("of nine").isZero();
        }
    }

    @Test
    @DisplayName("[RT1] without examples nothing is computed; with some, those of a changed list count")
    void keepsTo() {
        try (TestDatabase database = TestDatabase.fresh(); Embedder embedder = new Embedder()) {
            ModelRoutes routes = new ModelRoutes(database.db(), embedder::embed);
            assertThat(routes.decide("这道方程怎么解")).isEqualTo(new Decision.Usual<ModelId>(null, 0));
            assertThat(embedder.loaded()).isFalse();
            ModelId model = database.db().inTransaction(tx -> tx.handle().createQuery("""
                    with made as (insert into provider (name, base_url, created_at) values ('甲', 'http://a', now()) returning id)
                    insert into model (provider_id, name, place) select id, 'm', 1 from made returning id
                    """).mapTo(ModelId.class).one());
            routes.replace(List.of(new ModelRoutes.Route(" 数学 ", model, List.of("这道方程怎么解", " ", "这道方程怎么解"))));
            assertThat(routes.list()).containsExactly(new ModelRoutes.Route("数学", model, List.of("这道方程怎么解")));
            assertThat(routes.decide("这道方程怎么解")).isInstanceOf(Decision.Routed.class);
            routes.replace(List.of(new ModelRoutes.Route("吃饭", model, List.of("周六去哪儿吃火锅"))));
            assertThat(routes.decide("这道方程怎么解")).isInstanceOf(Decision.Usual.class);
            assertThatThrownBy(() -> routes.replace(List.of(new ModelRoutes.Route("x", new ModelId(99), List.of("y")))))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> routes.replace(List.of(new ModelRoutes.Route("x", model, List.of()))))
                    .isInstanceOf(Refusal.class);
            assertThat(routes.list()).as("a refused change leaves all as it was").hasSize(1);
        }
    }
}
