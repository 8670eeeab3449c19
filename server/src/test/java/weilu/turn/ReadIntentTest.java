package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.id.Seq;
import weilu.turn.Intent.Span;

class ReadIntentTest {
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @ValueSource(strings = {
        "@阿炉 总结一下", "帮我小结", "我错过了什么？", "what did I miss?", "Summarise please", "can you summarize this chat",
        "tl;dr", "tldr", "recap?", "catch me up", "大家刚才聊了什么", "要点", "爬楼太累了", "@阿炉 錯過了什麼"})
    @DisplayName("[TU1] plain wishes for a summary are read as such, and mean what was missed")
    void summaries(String text) {
        assertThat(read(text)).isEqualTo(new Intent.Summarise(new Span.Missed()));
    }

    @Test
    @DisplayName("[TU1] a summary can name its part of the log")
    void spans() {
        assertThat(read("总结最近50条")).isEqualTo(new Intent.Summarise(new Span.Last(50)));
        assertThat(read("summarise the last 30 messages")).isEqualTo(new Intent.Summarise(new Span.Last(30)));
        assertThat(read("总结过去3小时")).isEqualTo(new Intent.Summarise(new Span.Past(Duration.ofHours(3))));
        assertThat(read("recap the last hour")).isEqualTo(new Intent.Summarise(new Span.Past(Duration.ofHours(1))));
        assertThat(read("今天聊了什么")).isEqualTo(days(SUNDAY, SUNDAY.plusDays(1)));
        assertThat(read("what happened yesterday?")).isEqualTo(days(SUNDAY.minusDays(1), SUNDAY));
        assertThat(read("总结本周")).isEqualTo(days(LocalDate.of(2026, 11, 16), null));
        assertThat(read("上周聊了什么")).isEqualTo(days(LocalDate.of(2026, 11, 9), LocalDate.of(2026, 11, 16)));
        assertThat(read("总结11月3日以来的")).isEqualTo(days(LocalDate.of(2026, 11, 3), null));
        assertThat(read("总结12月3日")).isEqualTo(days(LocalDate.of(2025, 12, 3), LocalDate.of(2025, 12, 4)));
        assertThat(read("summary since 2026-11-20")).isEqualTo(days(LocalDate.of(2026, 11, 20), null));
        assertThat(read("总结2026-13-40")).isEqualTo(new Intent.Summarise(new Span.Missed()));
        assertThat(read("总结全部")).isEqualTo(new Intent.Summarise(new Span.Everything()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "火锅定在几点", "小明的总结发给谁了", "合同的要点在哪一页写的呢", "when is dinner?", "今天几点开会", "who wrote the summary",
        "密码是多少", "last time we met?"})
    @DisplayName("[TU1] a question is a question, even with such words in it")
    void questions(String text) {
        assertThat(read(text)).isInstanceOf(Intent.Ask.class);
    }

    @Test
    @DisplayName("[TU1] with a quote, a summary is about the quoted message")
    void aroundAQuote() {
        Seq quote = new Seq(7);
        assertThat(read("@阿炉", quote)).isEqualTo(new Intent.SummariseAround(quote));
        assertThat(read("总结一下", quote)).isEqualTo(new Intent.SummariseAround(quote));
        assertThat(read("这是什么意思？", quote)).isEqualTo(new Intent.SummariseAround(quote));
        assertThat(read("explain", quote)).isEqualTo(new Intent.SummariseAround(quote));
        assertThat(read("他几点到", quote)).isEqualTo(new Intent.Ask("他几点到"));
    }

    @Test
    @DisplayName("[TU1] help and small talk are told apart from questions")
    void help() {
        assertThat(read("@阿炉")).isEqualTo(new Intent.Help());
        assertThat(read("你能做什么？")).isEqualTo(new Intent.Help());
        assertThat(read("help!")).isEqualTo(new Intent.Help());
        assertThat(read("你好！")).isEqualTo(new Intent.SmallTalk());
        assertThat(read("Thanks :)")).isEqualTo(new Intent.SmallTalk());
        assertThat(read("👍")).isEqualTo(new Intent.Help());
    }

    private static Intent read(String text) {
        return read(text, null);
    }

    private static Intent read(String text, Seq quote) {
        return ReadIntent.of(text, quote, "阿炉", SUNDAY);
    }

    private static Intent days(LocalDate from, LocalDate before) {
        return new Intent.Summarise(new Span.Days(from, before));
    }
}
