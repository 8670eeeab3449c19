package weilu.tool.builtin;

/** How polls look. */
final class Polls {
    static final String MARK = "🗳️";

    private Polls() {}

    /** The keycap for a choice, counted from 0. */
    static String emoji(int choice) {
        return (char) ('1' + choice) + "\uFE0F\u20E3";
    }
}
