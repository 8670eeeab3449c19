package weilu.db;

/** Patterns for {@code like} and {@code ilike}. */
public final class Like {
    private Like() {}

    /** Matches what contains this text, its wildcards taken literally; null and empty match all. */
    public static String containing(String text) {
        if (text == null || text.isEmpty()) {
            return "%";
        }
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
