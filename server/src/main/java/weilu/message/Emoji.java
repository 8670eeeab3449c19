package weilu.message;

import java.util.regex.Pattern;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** One emoji as it is put on a message: a single character to the eye, of the kinds Unicode calls emoji. */
public record Emoji(String text) {
    private static final int UNITS_MAX = 40;
    private static final Pattern ONE_GRAPHEME = Pattern.compile("\\X");
    private static final Pattern KEYCAP = Pattern.compile("[0-9#*]\uFE0F\u20E3");
    private static final int JOINER = 0x200d;
    private static final int EMOJI_STYLE = 0xfe0f;

    /** @throws Refusal INVALID when the text is anything but one emoji */
    public Emoji {
        boolean isOne = text != null && !text.isEmpty() && text.length() <= UNITS_MAX
                && ONE_GRAPHEME.matcher(text).matches();
        if (!isOne || !(KEYCAP.matcher(text).matches() || isFlag(text) || isPicture(text))) {
            throw Refusal.field(ErrorCode.INVALID, "emoji", "a reaction is one emoji");
        }
    }

    private static boolean isFlag(String text) {
        return text.codePointCount(0, text.length()) == 2
                && text.codePoints().allMatch(point -> point >= 0x1f1e6 && point <= 0x1f1ff);
    }

    /** Shown as a picture by itself, or told so by what follows; joined, toned and tagged as may be. */
    private static boolean isPicture(String text) {
        int first = text.codePointAt(0);
        boolean isShownAsPicture = Character.isEmojiPresentation(first)
                || Character.isEmoji(first) && text.indexOf(EMOJI_STYLE) == Character.charCount(first)
                || Character.isEmojiModifierBase(first)
                        && text.codePoints().skip(1).anyMatch(Character::isEmojiModifier);
        return isShownAsPicture && Character.isExtendedPictographic(first)
                && text.codePoints().allMatch(Emoji::mayBePart);
    }

    private static boolean mayBePart(int point) {
        boolean isTag = point >= 0xe0020 && point <= 0xe007f;
        return point == JOINER || point == EMOJI_STYLE || isTag || Character.isExtendedPictographic(point)
                || Character.isEmojiModifier(point);
    }

    @Override
    public String toString() {
        return text;
    }
}
