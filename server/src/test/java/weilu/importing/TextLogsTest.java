package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.importing.ImportedLine.ImportedMessage;

class TextLogsTest {
    @Test
    @DisplayName("[IM4] WhatsApp, Android, English: twelve hours, month first by evidence, several lines")
    void whatsAppAndroidEnglish() {
        Samples.Read read = Samples.sample("whatsapp-android-en.txt");
        assertThat(read.format()).isEqualTo(ImportFormat.WHATSAPP);
        assertThat(read.broken()).isEmpty();
        assertThat(read.bodies()).containsExactly(
                "Hotpot on Saturday?\nBring: chopsticks\n  and soy sauce", "Yes! See https://example.org: great",
                "", "", "the menu", "At seven", "past midnight");
        assertThat(read.times()).startsWith("2024-01-05T12:31:00Z").endsWith("2024-01-12T16:05:00Z");
        assertThat(read.messages().get(4).attachmentNote()).isEqualTo("🖼 IMG-20240105-WA0001.jpg");
        assertThat(read.ids()).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("[IM4] WhatsApp, Android, Chinese: 晚上, 凌晨, 中午")
    void whatsAppAndroidChinese() {
        Samples.Read read = Samples.sample("whatsapp-android-zh.txt");
        assertThat(read.format()).isEqualTo(ImportFormat.WHATSAPP);
        assertThat(read.broken()).isEmpty();
        assertThat(read.times()).containsExactly(
                "2024-01-05T12:31:00Z", "2024-01-05T12:32:00Z", "2024-01-05T12:33:00Z", "2024-01-05T16:05:00Z",
                "2024-01-06T01:00:00Z", "2024-01-06T04:30:00Z", "2024-01-06T06:20:00Z");
        assertThat(read.bodies().get(1)).isEqualTo("去！\n我带毛肚");
        assertThat(read.messages().get(2).attachmentNote()).isEqualTo("📎");
    }

    @Test
    @DisplayName("[IM4] WhatsApp, iOS: brackets, seconds, day first by evidence, direction marks gone")
    void whatsAppIos() {
        Samples.Read read = Samples.sample("whatsapp-ios-en.txt");
        assertThat(read.broken()).isEmpty();
        assertThat(read.names()).containsExactly("Xiao Hong", "小明", "小明", "小明", "Xiao Hong");
        assertThat(read.bodies()).containsExactly("Hotpot on Saturday?", "", "", "Yes!\n\nSee you", "it was good");
        assertThat(read.messages().get(2).attachmentNote()).isEqualTo("🎤 00000012-AUDIO-2024-01-05-20-32-30.opus");
        assertThat(read.times()).endsWith("2024-01-12T16:05:09Z");
        Samples.Read chinese = Samples.sample("whatsapp-ios-zh.txt");
        assertThat(chinese.names()).containsExactly("小红", "小明", "小红");
        assertThat(chinese.times()).containsExactly(
                "2024-01-05T12:31:05Z", "2024-01-05T12:32:00Z", "2024-01-05T16:05:09Z");
    }

    @Test
    @DisplayName("[IM4] WhatsApp: dates that could be either are told by time running forwards, or by the option")
    void dateOrder() {
        String log = "1/2/2024, 10:00 - a: one\n2/1/2024, 10:00 - a: two\n";
        assertThat(Samples.text(ImportFormat.WHATSAPP, log).times())
                .containsExactly("2024-01-02T02:00:00Z", "2024-02-01T02:00:00Z");
        String other = "2/1/2024, 10:00 - a: one\n1/2/2024, 10:00 - a: two\n";
        assertThat(Samples.text(ImportFormat.WHATSAPP, other).times())
                .containsExactly("2024-01-02T02:00:00Z", "2024-02-01T02:00:00Z");
        assertThat(Samples.sample("whatsapp-android-en.txt", DateOrder.DAY_FIRST).broken())
                .extracting(BrokenLine::number).containsExactly(14L);
    }

    @Test
    @DisplayName("[IM4] IRC: irssi, with the day from its own lines")
    void irssi() {
        Samples.Read read = Samples.sample("irssi.txt");
        assertThat(read.format()).isEqualTo(ImportFormat.IRC);
        assertThat(read.broken()).isEmpty();
        assertThat(read.bodies()).containsExactly("hotpot on saturday?", "yes: http://example.org/map", "*waves*",
                "nearly midnight", "and past it");
        assertThat(read.names()).containsExactly("xiaohong", "xiaoming", "xiaoming", "xiaohong", "xiaohong");
        assertThat(read.times()).endsWith("2024-01-05T15:59:00Z", "2024-01-05T16:01:00Z");
    }

    @Test
    @DisplayName("[IM4] IRC: WeeChat, ZNC with the day in its file's name, HexChat over new year")
    void otherIrc() {
        Samples.Read weechat = Samples.sample("weechat.txt");
        assertThat(weechat.format()).isEqualTo(ImportFormat.IRC);
        assertThat(weechat.bodies()).containsExactly("周六吃火锅吗？", "yes", "*waves*");
        assertThat(weechat.names()).containsExactly("xiaohong", "xiaoming", "xiaoming");
        Samples.Read znc = Samples.sample("znc_2024-01-05.txt");
        assertThat(znc.broken()).isEmpty();
        assertThat(znc.bodies()).startsWith("hotpot on saturday?", "yes", "*waves*");
        assertThat(znc.times()).endsWith("2024-01-05T15:59:59Z", "2024-01-05T16:00:30Z");
        Samples.Read hexchat = Samples.sample("hexchat.txt");
        assertThat(hexchat.broken()).isEmpty();
        assertThat(hexchat.bodies()).containsExactly("hotpot tomorrow?", "happy new year", "*waves*");
        assertThat(hexchat.times()).containsExactly(
                "2023-12-31T15:58:00Z", "2023-12-31T16:01:00Z", "2023-12-31T16:02:00Z");
    }

    @Test
    @DisplayName("[IM3] IRC: plain lines, and the broken ones by number")
    void plainIrc() {
        Samples.Read read = Samples.sample("plain-irc.txt");
        assertThat(read.format()).isEqualTo(ImportFormat.IRC);
        assertThat(read.bodies()).containsExactly("hotpot on saturday?", "yes, at 7: please", "in UTC");
        assertThat(read.times()).endsWith("2024-01-05T12:32:00Z");
        assertThat(read.broken()).extracting(BrokenLine::number).containsExactly(4L, 5L);
    }

    @Test
    @DisplayName("[IM3] IRC: times without any day say where the day should be")
    void ircWithoutDay() {
        Samples.Read read = Samples.text(ImportFormat.IRC, "[20:31] <xiaohong> hi\n");
        assertThat(read.broken().getFirst().why()).contains("file's name");
    }

    @Test
    @DisplayName("[IM4] WeChat-like: name and time above the text, a copied quote is a reply")
    void weChat() {
        Samples.Read read = Samples.sample("wechat.txt");
        assertThat(read.format()).isEqualTo(ImportFormat.WECHAT);
        assertThat(read.broken()).isEmpty();
        assertThat(read.names()).containsExactly("张三", "李四", "李四", "张三", "王 小二");
        assertThat(read.bodies()).containsExactly("周六吃火锅吗？\n老地方", "去！", "[图片]", "那就七点", "迟到了");
        assertThat(read.messages().get(3).replyTo()).isEqualTo(read.ids().get(1));
        assertThat(read.times()).endsWith("2024-01-06T07:05:00Z");
    }

    @Test
    @DisplayName("[IM4] WeChat-like: one line each, mail form with the day apart, and QQ's form in GB 18030")
    void otherChinese() {
        Samples.Read oneLine = Samples.sample("wechat-one-line.txt");
        assertThat(oneLine.format()).isEqualTo(ImportFormat.WECHAT);
        assertThat(oneLine.bodies()).containsExactly("周六吃火锅吗？", "去！\n还有谁", "记得带: 筷子");
        Samples.Read mail = Samples.sample("wechat-mail.txt");
        assertThat(mail.broken()).isEmpty();
        assertThat(mail.times())
                .containsExactly("2024-01-05T12:31:00Z", "2024-01-05T12:32:00Z", "2024-01-06T01:00:00Z");
        Samples.Read qq = Samples.sample("qq-gb18030.txt");
        assertThat(qq.broken()).isEmpty();
        assertThat(qq.names()).containsExactly("张三", "李四");
        assertThat(qq.bodies()).containsExactly("周六吃火锅吗？", "去！");
    }

    @Test
    @DisplayName("[IM5] the same words again in the same minute are another message, with an id of their own")
    void repeated() {
        Samples.Read read = Samples.text(ImportFormat.WHATSAPP,
                "2024/1/5 20:31 - 小红: 哈\n2024/1/5 20:31 - 小红: 哈\n2024/1/5 20:31 - 小红: 哈\n");
        assertThat(read.ids()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("[IM6] names lose direction overrides and control characters, and are cut at 64")
    void names() {
        Samples.Read read = Samples.text(ImportFormat.WECHAT,
                "\u202E红小\u0007 2024-01-05 20:31\n一\n" + "长".repeat(80) + " 2024-01-05 20:32\n二\u0000\u202E三\n");
        assertThat(read.names()).containsExactly("红小", "长".repeat(64));
        assertThat(read.bodies()).containsExactly("一", "二三");
    }

    @Test
    @DisplayName("[IM3] a line that is not UTF-8, one that is too long, and a message that is too long, each by number")
    void damage() {
        String good = "2024/1/5 20:31 - 小红: 好\n";
        String longMessage = "2024/1/5 20:33 - 小红: 一\n" + ("字".repeat(50_000) + "\n").repeat(3);
        Samples.Read read = Samples.text(ImportFormat.WHATSAPP,
                good + "x".repeat(TextLines.LINE_BYTES_MAX + 1) + "\n" + longMessage + good.replace("31", "35"));
        assertThat(read.broken()).extracting(BrokenLine::number).containsExactly(2L, 3L);
        assertThat(read.bodies()).containsExactly("好", "好");
        for (ImportedMessage message : read.messages()) {
            assertThat(message.name()).isEqualTo("小红");
        }
    }
}
