package weilu.agent;

/**
 * A piece of a file that fits a question.
 *
 * @param page from 1, or null where the file has no pages
 * @param sha256 of the file, for the outbound ledger
 */
public record Passage(String file, Integer page, String text, String sha256) {
    /** As an answer names it: 「file · page」. */
    public String source() {
        return "「" + file + (page == null ? "" : " · " + page) + "」";
    }
}
