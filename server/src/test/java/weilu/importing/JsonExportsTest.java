package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.importing.ImportedLine.ImportedMessage;

class JsonExportsTest {
    @Test
    @DisplayName("[IM4] Telegram: names, times and replies are kept")
    void telegram() {
        Samples.Read read = Samples.sample("telegram.json");
        assertThat(read.format()).isEqualTo(ImportFormat.TELEGRAM);
        assertThat(read.broken()).isEmpty();
        assertThat(read.names()).containsExactly("小红", "小明", "小明", "Deleted Account", "小红", "小红", "小明", "小红");
        ImportedMessage reply = read.messages().get(1);
        assertThat(reply.at()).isEqualTo("2024-01-05T12:31:40Z");
        assertThat(reply.externalId()).isEqualTo("telegram:4815162342/3");
        assertThat(reply.replyTo()).isEqualTo(read.messages().getFirst().externalId());
        assertThat(reply.body()).isEqualTo(
                "去！看 这家店 (https://example.org/hotpot)，地图 https://example.org/map，暗号 `毛肚` 不见不散");
    }

    @Test
    @DisplayName("[IM8] Telegram: service messages are left out, attachments leave notes")
    void telegramNotes() {
        List<ImportedMessage> messages = Samples.sample("telegram.json").messages();
        assertThat(messages.get(2).attachmentNote()).isEqualTo("🖼");
        assertThat(messages.get(4).attachmentNote()).isEqualTo("🎤 1:12");
        assertThat(messages.get(5).attachmentNote()).isEqualTo("↪ 路人 📎 菜单.pdf");
        assertThat(messages.get(5).body()).isEqualTo("转给你们");
        assertThat(messages.get(7).attachmentNote()).isEqualTo("📊 几点集合？");
    }

    @Test
    @DisplayName("[IM4] Telegram: a date without an offset is of the chosen zone; a reply into another chat is none")
    void telegramOldDates() {
        ImportedMessage message = Samples.sample("telegram.json").messages().get(6);
        assertThat(message.at()).isEqualTo("2024-01-05T12:37:00Z");
        assertThat(message.replyTo()).isNull();
        assertThat(message.body()).isEqualTo("```\n锅底 = 微辣\n人数 = 4\n```");
    }

    @Test
    @DisplayName("[IM3] Telegram: broken messages are told by line, the good ones between them are read")
    void telegramBroken() {
        Samples.Read read = Samples.sample("telegram-broken.json");
        assertThat(read.bodies()).containsExactly("好的", "还在");
        assertThat(read.broken()).extracting(BrokenLine::number).containsExactly(5L, 6L, 7L, 8L, 10L);
        assertThat(read.broken().getFirst().why()).isEqualTo("message no. 2 of the file has a date that is none");
        assertThat(read.broken().getLast().why()).startsWith("not JSON from here on");
    }

    @Test
    @DisplayName("[IM3] an export of a whole Telegram account is refused, not poured into one room")
    void wholeAccount() {
        Samples.Read read = Samples.text(ImportFormat.TELEGRAM,
                "{\"about\":\"x\",\"chats\":{\"list\":[{\"messages\":[{\"id\":1,\"text\":\"private\"}]}]}}");
        assertThat(read.messages()).isEmpty();
        assertThat(read.broken().getFirst().why()).contains("whole account");
    }

    @Test
    @DisplayName("[IM4] Discord: nicknames, offsets, replies")
    void discord() {
        Samples.Read read = Samples.sample("discord.json");
        assertThat(read.format()).isEqualTo(ImportFormat.DISCORD);
        assertThat(read.broken()).isEmpty();
        assertThat(read.names()).containsExactly("小红", "xiaoming", "天气", "小明");
        assertThat(read.times().getFirst()).isEqualTo("2024-01-05T12:31:05.123Z");
        assertThat(read.bodies()).containsExactly(
                "**周六**吃火锅吗 :hotpot:", "去！\n我带毛肚", "周六天气\n晴，−2 °C\nhttps://example.org/weather", "");
        assertThat(read.messages().get(1).replyTo()).isEqualTo(read.ids().getFirst());
        assertThat(read.messages().get(1).attachmentNote()).isEqualTo("🖼 菜单.png");
        assertThat(read.messages().get(3).attachmentNote()).isEqualTo("🏷 开锅");
    }

    @Test
    @DisplayName("[IM2] a message of 30,000 brackets ends the file without a crash")
    void deepNesting() {
        String deep = "{\"id\":1,\"messages\":[{\"id\":1,\"date_unixtime\":\"1704457865\",\"from\":\"小红\",\"text\":"
                + "[".repeat(30_000) + "]".repeat(30_000) + "}]}";
        Samples.Read read = Samples.text(ImportFormat.TELEGRAM, deep);
        assertThat(read.messages()).isEmpty();
        assertThat(read.broken()).hasSize(1);
    }

    @Test
    @DisplayName("[IM1] a message with a hundred thousand pieces is too large, the next one is read")
    void hugeMessage() {
        String huge = "{\"id\":1,\"messages\":[{\"id\":1,\"date_unixtime\":\"1\",\"text\":[" + "\"a\",".repeat(100_000)
                + "\"b\"]},\n{\"id\":2,\"date_unixtime\":\"1704457865\",\"from\":\"小红\",\"text\":\"好\"}]}";
        Samples.Read read = Samples.text(ImportFormat.TELEGRAM, huge);
        assertThat(read.bodies()).containsExactly("好");
        assertThat(read.broken()).extracting(BrokenLine::why).containsExactly("message no. 1 of the file is too large");
    }
}
