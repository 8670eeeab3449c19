package weilu.importing;

import java.text.Normalizer;
import weilu.importing.ImportedLine.ImportedMessage;

/** Takes out of foreign text what could deceive or break a reader (IM6). */
final class CleanText {
    private CleanText() {}

    /** One line, composed, without control and direction characters, within the limit; "?" when nothing is left. */
    static String name(String raw) {
        if (raw.length() <= ImportedMessage.NAME_CHARACTERS_MAX && raw.chars().allMatch(CleanText::isSimpleLetter)
                && !raw.isEmpty()) {
            return raw;
        }
        String cut = raw.length() > 1_000 ? raw.substring(0, 1_000) : raw;
        String composed = Normalizer.normalize(wellFormed(cut), Normalizer.Form.NFC);
        StringBuilder clean = new StringBuilder();
        composed.codePoints().forEach(point -> {
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else if (!isControl(point) && !isDirection(point) && !isInvisible(point)) {
                clean.appendCodePoint(point);
            }
        });
        String name = clean.toString().strip();
        if (name.codePointCount(0, name.length()) > ImportedMessage.NAME_CHARACTERS_MAX) {
            name = name.substring(0, name.offsetByCodePoints(0, ImportedMessage.NAME_CHARACTERS_MAX)).strip();
        }
        return name.isEmpty() ? "?" : name;
    }

    /** Lines kept; control characters, direction overrides and halves of characters gone; blank ends cut. */
    static String body(String raw) {
        if (raw.chars().allMatch(CleanText::isPlain)) {
            return raw.strip();
        }
        String text = wellFormed(raw);
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || !isControl(point) && !isOverride(point)) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString().strip();
    }

    /** Without the marks that some programs strew between words. */
    static String withoutDirectionMarks(String raw) {
        if (raw.chars().noneMatch(unit -> isDirection(unit) || unit == 0xFEFF)) {
            return raw;
        }
        StringBuilder clean = new StringBuilder(raw.length());
        raw.chars().filter(unit -> !isDirection(unit) && unit != 0xFEFF).forEach(unit -> clean.append((char) unit));
        return clean.toString();
    }

    /** Most text needs no cleaning: letters and the like of any script below the pairs. */
    private static boolean isPlain(int unit) {
        return unit >= ' ' && unit < 0x7F || unit == '\n' || unit >= 0xA0 && unit < 0x2000
                || unit >= 0x3000 && unit < Character.MIN_SURROGATE || unit >= 0xFF00 && unit <= 0xFFEF;
    }

    private static boolean isSimpleLetter(int unit) {
        return unit > ' ' && unit < 0x7F || unit >= 0x4E00 && unit <= 0x9FFF;
    }

    private static String wellFormed(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char unit = raw.charAt(i);
            char next = i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (Character.isSurrogatePair(unit, next)) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                return replaceHalves(raw);
            }
        }
        return raw;
    }

    private static String replaceHalves(String raw) {
        StringBuilder whole = new StringBuilder(raw.length());
        raw.codePoints().forEach(point ->
                whole.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point));
        return whole.toString();
    }

    private static boolean isControl(int point) {
        return Character.getType(point) == Character.CONTROL;
    }

    private static boolean isOverride(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }

    private static boolean isDirection(int point) {
        return isOverride(point) || point == 0x200E || point == 0x200F || point == 0x061C;
    }

    private static boolean isInvisible(int point) {
        return point == 0x200B || point == 0x2060 || point == 0xFEFF || point == 0x00AD
                || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0
                || point >= 0xE0000 && point <= 0xE007F;
    }
}
