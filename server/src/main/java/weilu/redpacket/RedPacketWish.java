package weilu.redpacket;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.ledger.Coins;
import weilu.protocol.ErrorCode;
import weilu.protocol.RedPacketCard.Kind;
import weilu.protocol.Refusal;
import weilu.room.Phrase;

/**
 * A red packet as somebody wants it. {@link #read} is the only way to one, and refuses what cannot be, naming the field (RP3).
 *
 * @param greeting what its message says
 * @param words what opens it, folded, or null
 */
public record RedPacketWish(
        ClientMessageId clientMessageId, Kind kind, Coins amount, int count, String greeting, String cover, Duration expiresIn,
        MemberId to, Instant memberSince, String hint, String words, boolean anywhere) {
    public static final long AMOUNT_MAX = 10_000_000;
    public static final int COUNT_MAX = 1_000;
    public static final int GREETING_CHARACTERS_MAX = 60;
    public static final int HINT_CHARACTERS_MAX = 200;
    public static final Duration EXPIRES_USUALLY = Duration.ofHours(24);
    public static final Duration EXPIRES_MIN = Duration.ofMinutes(1);
    public static final Duration EXPIRES_MAX = Duration.ofDays(7);
    private static final String COVER_USUAL = "ember";
    private static final Pattern COVER = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** What comes in; numbers as they were written, so that 1e3 and "1" are not taken for what they might mean. */
    public record Request(
            ClientMessageId clientMessageId, Kind kind, JsonNode amount, JsonNode count, String greeting, String cover,
            JsonNode expiresInSeconds, MemberId to, Instant memberSince, String hint, String words, boolean anywhere) {}

    public static RedPacketWish read(Request request) {
        if (request == null) {
            throw Refusal.of(ErrorCode.MALFORMED, "a JSON object is needed");
        }
        require(request.clientMessageId() != null, "clientMessageId", "is missing");
        require(request.kind() != null, "kind", "is missing");
        Coins amount = Coins.read("amount", request.amount());
        require(amount.value() <= AMOUNT_MAX, "amount", "is at most " + AMOUNT_MAX);
        int count = (int) whole("count", request.count(), 1, COUNT_MAX);
        require(count <= amount.value(), "count", "is at most the number of coins: each share has one");
        boolean isEqual = request.kind() == Kind.EQUAL;
        require(!isEqual || amount.value() % count == 0, "amount", "is not a multiple of count, so the shares cannot be equal");
        boolean isExclusive = request.kind() == Kind.EXCLUSIVE;
        require(!isExclusive || count == 1, "count", "is 1 where one person opens it");
        require(isExclusive == (request.to() != null), "to", "names the member of an exclusive red packet, and of no other");
        Duration expires = request.expiresInSeconds() == null || request.expiresInSeconds().isNull() ? EXPIRES_USUALLY
                : Duration.ofSeconds(whole(
                        "expiresInSeconds", request.expiresInSeconds(), EXPIRES_MIN.toSeconds(), EXPIRES_MAX.toSeconds()));
        String cover = request.cover() == null ? COVER_USUAL : request.cover();
        require(COVER.matcher(cover).matches(), "cover", "is the name of a cover");
        String hint = request.hint() == null || request.hint().isBlank() ? null
                : line("hint", request.hint(), HINT_CHARACTERS_MAX);
        require(request.kind() != Kind.RIDDLE || hint != null, "hint", "asks the riddle");
        String words = words(request);
        require(!request.anywhere() || request.kind() == Kind.PASSPHRASE, "anywhere", "is for passphrases");
        require(hint == null || words != null, "hint", "is for what is opened with words");
        return new RedPacketWish(request.clientMessageId(), request.kind(), amount, count,
                line("greeting", request.greeting(), GREETING_CHARACTERS_MAX), cover, expires, request.to(),
                request.memberSince(), hint, words, request.anywhere());
    }

    /** Whether its shares are drawn. */
    boolean isDrawn() {
        return kind != Kind.EQUAL && kind != Kind.EXCLUSIVE;
    }

    /** Tells a retry from another wish under the same id. */
    long contentHash() {
        String content = String.join("\u0000", kind.name(), amount.toString(), Integer.toString(count), greeting, cover,
                expiresIn.toString(), String.valueOf(to), String.valueOf(memberSince), String.valueOf(hint),
                String.valueOf(words), Boolean.toString(anywhere));
        return ByteBuffer.wrap(SeededDraws.sha256().digest(content.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private static String words(Request request) {
        boolean needed = request.kind() == Kind.PASSPHRASE || request.kind() == Kind.RIDDLE;
        require(needed == (request.words() != null), "words", needed ? "are missing" : "are for passphrases and riddles");
        if (!needed) {
            return null;
        }
        require(request.words().strip().length() <= Phrase.CHARACTERS_MAX, "words", "have at most " + Phrase.CHARACTERS_MAX
                + " characters");
        String key = Phrase.said(request.words()).key();
        require(!key.isEmpty(), "words", "have at least one letter or digit");
        return key;
    }

    private static String line(String field, String text, int charactersMax) {
        require(text != null && !text.isBlank(), field, "is missing");
        String line = text.strip();
        require(line.codePointCount(0, line.length()) <= charactersMax, field, "has at most " + charactersMax + " characters");
        require(line.codePoints().noneMatch(RedPacketWish::isHidden), field, "has no control or direction-changing characters");
        return line;
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> point >= '\u202A' && point <= '\u202E' || point >= '\u2066' && point <= '\u2069';
        };
    }

    private static long whole(String field, JsonNode node, long least, long most) {
        boolean fits = node != null && node.isIntegralNumber() && node.canConvertToLong()
                && node.longValue() >= least && node.longValue() <= most;
        require(fits, field, "is a whole number from " + least + " to " + most);
        return node.longValue();
    }

    private static void require(boolean condition, String field, String otherwise) {
        if (!condition) {
            throw Refusal.field(ErrorCode.INVALID, field, field + " " + otherwise);
        }
    }
}
