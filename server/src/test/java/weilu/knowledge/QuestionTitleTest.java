package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTitleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            牛油锅底放几块牛油合适？                              | 牛油锅底放几块牛油合适
            你好！请问一下，蘸料用什么好？                          | 蘸料用什么好
            帮我写一封请假邮件，明天要陪妈妈去医院                      | 写一封请假邮件
            Hello, could you explain how yeast works in bread?   | explain how yeast works…
            Hi! Please plan a weekend in Chengdu for four people. | plan a weekend in…
            嗯                                              | 嗯
            1,000 divided by 8                              | 1,000 divided by 8
            """)
    @DisplayName("[CV3] a title is the first clause that says something, without what is only polite")
    void titles(String question, String title) {
        assertThat(QuestionTitle.of(question)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({"'？！…'", "''", "'   '"})
    @DisplayName("[CV3] without words there is no title")
    void withoutWords(String question) {
        assertThat(QuestionTitle.of(question)).isEmpty();
    }
}
