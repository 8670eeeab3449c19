package weilu.room;

import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The public rooms of this server, for people who look for company. */
public final class Directory {
    public static final int PAGE_ROOMS_MAX = 30;
    public static final int QUERY_CHARACTERS_MAX = 100;

    private final DirectoryStore store = new DirectoryStore();

    /**
     * One page of the directory.
     *
     * @param next to give as {@code after} for the next page, or null on the last
     */
    public record Page(List<DirectoryEntry> rooms, String next) {}

    /**
     * Public rooms that are not archived, the fullest first.
     *
     * @param query in the name or topic, or the room's number; null or empty for all
     * @param after where the last page ended, or null
     */
    public Page page(Tx tx, AccountId account, String query, String after) {
        String wanted = query == null ? "" : query.strip();
        if (wanted.length() > QUERY_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "query", "at most " + QUERY_CHARACTERS_MAX + " characters");
        }
        List<DirectoryEntry> found = store.page(tx, account, wanted, Place.read(after), PAGE_ROOMS_MAX + 1);
        if (found.size() <= PAGE_ROOMS_MAX) {
            return new Page(found, null);
        }
        List<DirectoryEntry> page = found.subList(0, PAGE_ROOMS_MAX);
        return new Page(page, Place.of(page.getLast()).toString());
    }

    /** Where a page ended: so many members, this number. Its written form is what a client holds. */
    record Place(int members, long number) {
        static final Place BEFORE_ALL = new Place(Integer.MAX_VALUE, 0);

        static Place of(DirectoryEntry entry) {
            return new Place(entry.members(), entry.room().id().value());
        }

        static Place read(String text) {
            if (text == null || text.isEmpty()) {
                return BEFORE_ALL;
            }
            try {
                int dash = text.indexOf('-');
                return new Place(Integer.parseInt(text.substring(0, Math.max(dash, 0))),
                        Long.parseLong(text.substring(dash + 1)));
            } catch (NumberFormatException e) {
                throw Refusal.field(ErrorCode.INVALID, "after", "is what the page before gave as next");
            }
        }

        @Override
        public String toString() {
            return members + "-" + number;
        }
    }
}
