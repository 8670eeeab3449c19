package weilu.media;

import java.text.Normalizer;

/** Cleans the names that files come with. */
public final class FileName {
    public static final int NAME_CHARACTERS_MAX = 300;
    private static final String FALLBACK = "file";

    private FileName() {}

    /**
     * The last part of the path without control, direction-changing and other invisible characters, at most 300
     * characters with its ending kept; never empty.
     */
    public static String clean(String claimed) {
        if (claimed == null) {
            return FALLBACK;
        }
        String last = claimed.substring(Math.max(claimed.lastIndexOf('/'), claimed.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC).codePoints()
                .filter(FileName::isShown).forEach(kept::appendCodePoint);
        String name = shorten(kept.toString().strip());
        boolean onlyDots = name.chars().allMatch(c -> c == '.');
        return onlyDots ? FALLBACK : name;
    }

    /** Format characters hold the direction overrides (U+202E and its like) and zero-width spaces. */
    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> "<>:\"|?*".indexOf(codePoint) < 0;
        };
    }

    private static String shorten(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= NAME_CHARACTERS_MAX) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
        int keep = NAME_CHARACTERS_MAX - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, keep)) + ending;
    }
}
