package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weilu.Seeds;
import weilu.importing.ImportedLine.ImportedMessage;

class AnyBytesTest {
    private static final List<String> SAMPLES = List.of(
            "telegram.json", "discord.json", "whatsapp-android-en.txt", "whatsapp-ios-zh.txt", "irssi.txt",
            "weechat.txt", "wechat.txt", "wechat-mail.txt");
    private static final String PIECES = "{}[]\",:\\ \n\r\t-—0123456789年月日上午下PM./<>*@#「」：\u200e\u202e\u0000a张";

    private static final int TEXT_CHARACTERS_MAX = 400;
    private static final int BYTES_MAX = 2_000;

    @ParameterizedTest
    @EnumSource
    @DisplayName("[IM2] any bytes at all end in messages within limits and broken lines, in every format")
    void anyBytes(ImportFormat format) {
        Seeds.each(40, random -> {
            byte[] bytes = new byte[random.nextInt(BYTES_MAX + 1)];
            random.nextBytes(bytes);
            check(bytes, format);
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[IM2] text made of what the formats are made of does too")
    void anyText(ImportFormat format) {
        Seeds.each(80, random -> check(pieces(random).getBytes(StandardCharsets.UTF_8), format));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[IM2] and so do samples with bytes changed, cut out and doubled")
    void damagedSamples(ImportFormat format) {
        Seeds.each(80, random -> {
            byte[] bytes = damaged(random);
            check(bytes, format);
            check(bytes, null);
        });
    }

    private static String pieces(Random random) {
        return random.ints(random.nextInt(TEXT_CHARACTERS_MAX + 1), 0, PIECES.length())
                .collect(StringBuilder::new, (text, at) -> text.append(PIECES.charAt(at)), StringBuilder::append).toString();
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = bytesOf(SAMPLES.get(random.nextInt(SAMPLES.size())));
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int from = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(200, bytes.length - from) + 1);
        System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length + 1), length);
        return bytes;
    }

    private static void check(byte[] bytes, ImportFormat format) {
        ReadingOptions options = new ReadingOptions(format, "room_2024-01-05.log", Samples.SHANGHAI, null);
        Optional<Samples.Read> first = Samples.bytes(bytes, options);
        assertThat(Samples.bytes(bytes, options)).as("[IM5] the same again").isEqualTo(first);
        first.ifPresent(read -> read.messages().forEach(AnyBytesTest::withinLimits));
    }

    private static void withinLimits(ImportedMessage message) {
        String name = message.name();
        assertThat(name).isNotBlank();
        assertThat(name.codePointCount(0, name.length())).isLessThanOrEqualTo(ImportedMessage.NAME_CHARACTERS_MAX);
        assertThat(name.codePoints()).noneMatch(point -> Character.isISOControl(point) || point == 0x202E);
        assertThat(message.body().length()).isLessThanOrEqualTo(ImportedMessage.BODY_CHARACTERS_MAX);
        assertThat(message.body()).doesNotContain("\u0000", "\u202E");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(message.body() + name)).isTrue();
        assertThat(message.body().isEmpty() && message.attachmentNote() == null).isFalse();
        assertThat(message.externalId().length()).isBetween(5, 160);
        assertThat(message.number()).isPositive();
        assertThat(message.at())
                .isBetween(Instant.parse("1969-12-31T00:00:00Z"), Instant.parse("2200-01-02T00:00:00Z"));
    }

    private static byte[] bytesOf(String sample) {
        try (InputStream in = AnyBytesTest.class.getResourceAsStream("/importing/" + sample)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
