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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import weilu.importing.ImportedLine.ImportedMessage;

class AnyBytesTest {
    private static final List<String> SAMPLES = List.of(
            "telegram.json", "discord.json", "whatsapp-android-en.txt", "whatsapp-ios-zh.txt", "irssi.txt",
            "weechat.txt", "wechat.txt", "wechat-mail.txt");
    private static final String PIECES = "{}[]\",:\\ \n\r\t-—0123456789年月日上午下PM./<>*@#「」：\u200e\u202e\u0000a张";

    @Label("[IM2] any bytes at all end in messages within limits and broken lines, in every format")
    @Property(tries = 300)
    void anyBytes(@ForAll @Size(max = 2_000) byte[] bytes, @ForAll ImportFormat format) {
        check(bytes, format);
    }

    @Label("[IM2] text made of what the formats are made of does too")
    @Property(tries = 400)
    void anyText(@ForAll("pieces") String text, @ForAll ImportFormat format) {
        check(text.getBytes(StandardCharsets.UTF_8), format);
    }

    @Label("[IM2] and so do samples with bytes changed, cut out and doubled")
    @Property(tries = 400)
    void damagedSamples(@ForAll("damaged") byte[] bytes, @ForAll ImportFormat format) {
        check(bytes, format);
        check(bytes, null);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.strings().withChars(PIECES.toCharArray()).ofMaxLength(400);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return Combinators.combine(Arbitraries.of(SAMPLES), Arbitraries.longs()).as((name, seed) -> {
            byte[] bytes = bytesOf(name);
            Random random = new Random(seed);
            for (int i = random.nextInt(8); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(200, bytes.length - from) + 1);
            System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length + 1), length);
            return bytes;
        });
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
